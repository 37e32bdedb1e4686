package dev.morph.builtins.java;

import dev.morph.builtins.java.SourceModule.SourceType;
import dev.morph.builtins.java.SourceModule.SourceValue;
import dev.morph.ir.Constructor;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What everything in a distribution is called in Java. Names are given in the order of the
 * document, so that the same document always gives the same.
 */
final class Declarations {
  private final TypeEnvironment environment;
  private final Map<Path, String> prefixes = new HashMap<>();
  private final Map<FQName, JavaType> types = new HashMap<>();
  private final Map<FQName, Case> cases = new HashMap<>();
  private final Map<FQName, Method> methods = new HashMap<>();
  private final Map<String, Set<String>> usedInPackage = new HashMap<>();
  private final Map<String, Set<String>> namesOfPackage = new HashMap<>();
  private final Map<String, JavaType> functions = new LinkedHashMap<>();
  private final Map<FQName, Boolean> recordAliases = new LinkedHashMap<>();
  private final String root;

  /**
   * @param prefix the package of the distribution's own modules
   */
  Declarations(
      TypeEnvironment environment, Path ownPackage, String prefix, List<SourceModule> modules) {
    this.environment = environment;
    this.root = prefix;
    prefixes.put(ownPackage, prefix);
    modules.forEach(this::declareTypes);
    modules.forEach(this::declareValues);
  }

  /**
   * A constructor.
   *
   * @param parent the type, with its parameters as arguments
   * @param constant true for a constant of an enum, of the name given; else it is a record in the
   *     type
   */
  record Case(JavaType parent, String name, boolean constant) {}

  /** A value's method. */
  record Method(JavaType owner, String name, SourceValue value) {}

  /** The package that belongs to no module, for what several share. */
  String root() {
    return root;
  }

  String packageOf(Path packageName, Path module) {
    String prefix = prefixes.computeIfAbsent(packageName, JavaNames::packageOf);
    String rest = JavaNames.packageOf(module);
    return prefix.isEmpty() ? rest : rest.isEmpty() ? prefix : prefix + "." + rest;
  }

  private void declareTypes(SourceModule module) {
    String javaPackage = packageOf(module.packageName(), module.path());
    for (SourceType type : module.types()) {
      FQName name = module.name(type.name());
      switch (environment.type(name)) {
        case TypeDeclaration.Alias alias -> {
          if (alias.type() instanceof Type.Record) {
            types.put(name, declared(javaPackage, type.name(), alias.parameters()));
            recordAliases.put(name, type.open());
          }
        }
        case TypeDeclaration.Custom custom -> {
          JavaType declared = declared(javaPackage, type.name(), custom.parameters());
          types.put(name, declared);
          declareCases(name, declared, custom);
        }
        case TypeDeclaration.Opaque opaque ->
            types.put(name, declared(javaPackage, type.name(), opaque.parameters()));
        case null -> {
          // Nothing is known of it; whoever names it gets an object.
        }
      }
    }
  }

  private JavaType declared(String javaPackage, Name name, List<Name> parameters) {
    return new JavaType(
        javaPackage, newType(javaPackage, name.pascalCase()), variables(parameters));
  }

  /** A class name that is new in a package. */
  String newType(String javaPackage, String wanted) {
    String name =
        JavaNames.type(wanted, usedInPackage.computeIfAbsent(javaPackage, key -> new HashSet<>()));
    namesOfPackage.computeIfAbsent(javaPackage, key -> new HashSet<>()).add(name);
    return name;
  }

  /** The parameters of a type as type variables of Java. */
  static List<JavaType> variables(List<Name> parameters) {
    Set<String> taken = new HashSet<>();
    List<JavaType> variables = new ArrayList<>();
    for (Name parameter : parameters) {
      String variable = JavaNames.typeVariable(parameter, taken);
      taken.add(variable);
      variables.add(JavaType.variable(variable));
    }
    return variables;
  }

  private void declareCases(FQName type, JavaType declared, TypeDeclaration.Custom custom) {
    boolean constants = isEnum(custom);
    Set<String> used = new HashSet<>();
    if (!constants) {
      used.add(declared.name().toLowerCase(Locale.ROOT));
    }
    for (Constructor constructor : custom.constructors()) {
      String wanted = constructor.name().pascalCase();
      if (!constants && wanted.equalsIgnoreCase(declared.name())) {
        wanted += "Case";
      }
      String name =
          constants ? JavaNames.constant(constructor.name(), used) : JavaNames.type(wanted, used);
      cases.put(
          new FQName(type.packageName(), type.module(), constructor.name()),
          new Case(declared, name, constants));
    }
  }

  /** True if a custom type becomes an enum. */
  static boolean isEnum(TypeDeclaration.Custom custom) {
    return custom.parameters().isEmpty()
        && !custom.constructors().isEmpty()
        && custom.constructors().stream().allMatch(one -> one.parameters().isEmpty());
  }

  private void declareValues(SourceModule module) {
    if (module.values().isEmpty()) {
      return;
    }
    String javaPackage = packageOf(module.packageName(), module.path());
    List<Name> names = module.path().names();
    String last = names.isEmpty() ? "" : names.get(names.size() - 1).pascalCase();
    JavaType owner = new JavaType(javaPackage, newType(javaPackage, last + "Functions"), List.of());
    functions.put(module.packageName() + ":" + module.path(), owner);
    Set<String> used = new HashSet<>();
    for (SourceValue value : module.values()) {
      methods.put(
          module.name(value.name()),
          new Method(owner, JavaNames.member(value.name(), used), value));
    }
  }

  /** The class of a module's values. */
  JavaType functions(SourceModule module) {
    return Objects.requireNonNull(functions.get(module.packageName() + ":" + module.path()));
  }

  /** The class of a type, with its parameters as arguments; null if it has none. */
  @Nullable JavaType type(FQName name) {
    return types.get(name);
  }

  /** The aliases of records, in order; true for those that all packages may use. */
  Map<FQName, Boolean> recordAliases() {
    return recordAliases;
  }

  @Nullable Case constructor(FQName name) {
    return cases.get(name);
  }

  @Nullable Method method(FQName name) {
    return methods.get(name);
  }

  /** All names of classes, of whatever package. */
  Set<String> allNames() {
    Set<String> all = new HashSet<>();
    namesOfPackage.values().forEach(all::addAll);
    return all;
  }

  /** All names of classes in a package. */
  Set<String> namesOf(String javaPackage) {
    return namesOfPackage.getOrDefault(javaPackage, Set.of());
  }
}
