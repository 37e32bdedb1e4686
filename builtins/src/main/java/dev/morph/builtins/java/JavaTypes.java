package dev.morph.builtins.java;

import dev.morph.builtins.java.RecordClass.Component;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.types.TypeDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the types of the IR are in Java. Records are told by their fields, as in the IR: all aliases
 * of the same fields are one class. Type variables that nothing declares are objects.
 */
final class JavaTypes {
  /** So many aliases may stand within one another in a type, which could grow without end. */
  private static final int MOST_NESTED = 20;

  /** So many may stand in a type altogether. */
  private static final int MOST_EXPANSIONS = 200;

  private final TypeEnvironment environment;
  private final Declarations declarations;
  private final Map<String, List<RecordClass>> closed = new LinkedHashMap<>();
  private final List<RecordClass> made = new ArrayList<>();
  private final Map<String, RecordClass> open = new LinkedHashMap<>();
  private final Map<String, RecordClass> byKey = new HashMap<>();
  private final Set<FQName> unknown = new LinkedHashSet<>();
  private int nested;
  private int expansions;

  JavaTypes(TypeEnvironment environment, Declarations declarations) {
    this.environment = environment;
    this.declarations = declarations;
    declareAliases();
  }

  TypeEnvironment environment() {
    return environment;
  }

  /** The aliases of records, those too that are the same as another one. */
  Set<FQName> aliases() {
    return declarations.recordAliases().keySet();
  }

  /** Types that were named and are nowhere defined. */
  Set<FQName> unknown() {
    return unknown;
  }

  private void declareAliases() {
    for (FQName name : SdkTypes.records()) {
      declareAlias(name, Objects.requireNonNull(SdkTypes.find(name)));
    }
    List<FQName> aliases = new ArrayList<>(aliases());
    aliases.sort(Comparator.comparingInt((FQName name) -> -parametersOf(name).size()));
    for (FQName name : aliases) {
      declareAlias(name, Objects.requireNonNull(declarations.type(name)));
    }
  }

  private void declareAlias(FQName name, JavaType self) {
    if (environment.type(name) instanceof TypeDeclaration.Alias alias
        && alias.type() instanceof Type.Record fields
        && find(fields.fields(), names(alias.parameters())) == null) {
      Set<String> used = new HashSet<>();
      List<Component> components = new ArrayList<>();
      for (Type.Field field : fields.fields()) {
        String component = JavaNames.member(field.name(), used);
        components.add(new Component(field.name(), component, field.type()));
      }
      declare(new RecordClass(self, alias.parameters(), components, name));
    }
  }

  private List<Name> parametersOf(FQName name) {
    TypeDeclaration declaration = environment.type(name);
    return declaration == null ? List.of() : declaration.parameters();
  }

  private void declare(RecordClass record) {
    closed.computeIfAbsent(shape(record), key -> new ArrayList<>()).add(record);
    byKey.put(record.self().key(), record);
    if (!record.self().qualifier().equals(JavaType.SDK)) {
      made.add(record);
    }
  }

  private static String shape(RecordClass record) {
    return shape(record.components().stream().map(Component::field).toList());
  }

  private static String shape(List<Name> fields) {
    return String.join(",", fields.stream().map(Name::text).sorted().toList());
  }

  private static List<Name> fieldNames(List<Type.Field> fields) {
    return fields.stream().map(Type.Field::name).toList();
  }

  private static Map<Name, JavaType> names(List<Name> variables) {
    Map<Name, JavaType> scope = new HashMap<>();
    List<JavaType> java = Declarations.variables(variables);
    for (int i = 0; i < variables.size(); i++) {
      scope.put(variables.get(i), java.get(i));
    }
    return scope;
  }

  /** All classes of records that have to be made. */
  List<RecordClass> records() {
    return made;
  }

  /** The interfaces of extensible records. */
  List<RecordClass> openRecords() {
    return List.copyOf(open.values());
  }

  /** The class of a record, or the interface of an extensible one; null if the type is neither. */
  @Nullable RecordClass record(JavaType type) {
    return byKey.get(type.key());
  }

  boolean isOpen(RecordClass record) {
    return open.containsValue(record);
  }

  /** The type of a component of a record of some type. */
  JavaType component(JavaType record, RecordClass of, Component component) {
    Map<Name, JavaType> scope = new HashMap<>();
    for (int i = 0; i < of.parameters().size(); i++) {
      scope.put(
          of.parameters().get(i),
          i < record.arguments().size() ? record.arguments().get(i) : JavaType.OBJECT);
    }
    return of(component.type(), scope);
  }

  /**
   * A type in Java.
   *
   * @param scope what the type variables are
   */
  JavaType of(Type type, Map<Name, JavaType> scope) {
    return switch (type) {
      case Type.Variable it -> scope.getOrDefault(it.name(), JavaType.OBJECT).boxed();
      case Type.Unit it -> JavaType.UNIT;
      case Type.Tuple it -> JavaType.tuple(all(it.elements(), scope));
      case Type.Function it -> JavaType.function(of(it.parameter(), scope), of(it.result(), scope));
      case Type.Record it -> record(it.fields(), scope);
      case Type.ExtensibleRecord it -> extensible(it, scope);
      case Type.Reference it -> reference(it, scope);
    };
  }

  private List<JavaType> all(List<Type> types, Map<Name, JavaType> scope) {
    return types.stream().map(one -> of(one, scope)).toList();
  }

  private JavaType reference(Type.Reference type, Map<Name, JavaType> scope) {
    JavaType sdk = SdkTypes.find(type.name());
    if (sdk != null) {
      return sized(sdk, parametersOf(SdkTypes.canonical(type.name())), type, scope);
    }
    if (SdkTypes.isKey(type.name())) {
      return JavaType.tuple(all(type.arguments(), scope));
    }
    JavaType declared = declarations.type(type.name());
    if (declared != null && environment.type(type.name()) instanceof TypeDeclaration.Alias) {
      // An alias of a record, which may be the same as another one.
      Type expanded = environment.expand(type);
      return expanded instanceof Type.Record fields ? record(fields.fields(), scope) : declared;
    }
    if (declared != null) {
      return sized(declared, parametersOf(type.name()), type, scope);
    }
    Type expanded = environment.expand(type);
    if (!expanded.equals(type) && nested < MOST_NESTED && expansions < MOST_EXPANSIONS) {
      expansions = nested == 0 ? 0 : expansions + 1;
      nested++;
      JavaType java = of(expanded, scope);
      nested--;
      return java;
    }
    unknown.add(type.name());
    return JavaType.OBJECT;
  }

  /** The class with as many arguments as it has parameters. */
  private JavaType sized(
      JavaType type, List<Name> parameters, Type.Reference used, Map<Name, JavaType> scope) {
    List<JavaType> arguments = all(used.arguments(), scope);
    boolean fits = arguments.size() == parameters.size();
    if (!fits) {
      arguments = parameters.stream().map(one -> JavaType.OBJECT).toList();
    }
    return arguments.isEmpty() ? type : type.withArguments(arguments);
  }

  private JavaType record(List<Type.Field> fields, Map<Name, JavaType> scope) {
    JavaType found = find(fields, scope);
    if (found != null) {
      return found;
    }
    RecordClass record = byFields("", fields, declarations.root());
    declare(record);
    return arguments(record, fields, scope);
  }

  private @Nullable JavaType find(List<Type.Field> fields, Map<Name, JavaType> scope) {
    for (RecordClass one : closed.getOrDefault(shape(fieldNames(fields)), List.of())) {
      Map<Name, Type> bound = new HashMap<>();
      var matching = new TypeMatch(environment, new HashSet<>(one.parameters()), scope.keySet());
      boolean matches = true;
      for (Type.Field field : fields) {
        Component component = one.component(field.name());
        matches &= component != null && matching.matches(component.type(), field.type(), bound);
      }
      if (matches) {
        List<JavaType> arguments = new ArrayList<>();
        for (Name parameter : one.parameters()) {
          Type argument = bound.get(parameter);
          arguments.add(argument == null ? JavaType.OBJECT : of(argument, scope));
        }
        return one.self().withArguments(arguments);
      }
    }
    return null;
  }

  private JavaType extensible(Type.ExtensibleRecord type, Map<Name, JavaType> scope) {
    String key = shape(fieldNames(type.fields()));
    RecordClass made = open.get(key);
    if (made == null) {
      made = byFields("Has", type.fields(), declarations.root());
      open.put(key, made);
      byKey.put(made.self().key(), made);
    }
    return arguments(made, type.fields(), scope);
  }

  private JavaType arguments(RecordClass made, List<Type.Field> fields, Map<Name, JavaType> scope) {
    Map<Name, Type> byName = new HashMap<>();
    fields.forEach(field -> byName.put(field.name(), field.type()));
    List<JavaType> arguments = new ArrayList<>();
    for (Component component : made.components()) {
      Type argument = byName.get(component.field());
      arguments.add(argument == null ? JavaType.OBJECT : of(argument, scope));
    }
    return made.self().withArguments(arguments);
  }

  /** A class that has a parameter for each field and is named by the fields. */
  private RecordClass byFields(String prefix, List<Type.Field> fields, String javaPackage) {
    List<Name> sorted = fieldNames(fields).stream().sorted().toList();
    var wanted = new StringBuilder(prefix);
    for (Name field : sorted) {
      if (wanted.length() < 60) {
        wanted.append(field.pascalCase());
      }
    }
    if (fields.isEmpty()) {
      wanted.append("Empty");
    }
    List<Name> parameters = new ArrayList<>();
    List<Component> components = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (int i = 0; i < sorted.size(); i++) {
      var parameter = new Name("t" + (i + 1));
      parameters.add(parameter);
      components.add(
          new Component(
              sorted.get(i),
              JavaNames.member(sorted.get(i), used),
              new Type.Variable(TypeAttributes.NONE, parameter)));
    }
    var self =
        new JavaType(
            javaPackage,
            declarations.newType(javaPackage, wanted.toString()),
            Declarations.variables(parameters));
    return new RecordClass(self, parameters, components, null);
  }
}
