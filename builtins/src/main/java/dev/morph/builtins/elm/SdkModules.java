package dev.morph.builtins.elm;

import dev.morph.builtins.elm.ModuleNames.Entry;
import dev.morph.builtins.elm.ModuleNames.TypeName;
import dev.morph.ir.Constructor;
import dev.morph.ir.Documented;
import dev.morph.ir.FQName;
import dev.morph.ir.ModuleSpecification;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.types.MorphirSdk;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The modules of the SDK, by the names that imports give them. */
final class SdkModules {
  /** The type of floating point numbers. */
  static final FQName FLOAT = full("Basics", "Float");

  private static final String PREFIX = "Morphir.SDK.";

  /** Modules of Elm's core library that the SDK has under the same name. */
  private static final List<String> CORE =
      List.of(
          "Basics", "Char", "Dict", "List", "Maybe", "Regex", "Result", "Set", "String", "Tuple");

  /** Modules that Elm has and the SDK has not. */
  private static final Set<String> ELM_ONLY =
      Set.of(
          "Array",
          "Bitwise",
          "Browser",
          "Debug",
          "File",
          "Html",
          "Http",
          "Json",
          "Parser",
          "Platform",
          "Process",
          "Random",
          "Svg",
          "Task",
          "Time",
          "Url",
          "WebGL");

  /** Functions that in sources are operators, and so no names that stand without an import. */
  private static final Set<String> OPERATORS =
      Set.of(
          "add",
          "subtract",
          "multiply",
          "divide",
          "integerDivide",
          "power",
          "equal",
          "notEqual",
          "lessThan",
          "greaterThan",
          "lessThanOrEqual",
          "greaterThanOrEqual",
          "and",
          "or",
          "append",
          "composeLeft",
          "composeRight");

  private static final Map<String, ModuleNames> ALL = all();

  private SdkModules() {}

  private static Map<String, ModuleNames> all() {
    Map<String, ModuleNames> all = new LinkedHashMap<>();
    MorphirSdk.specification()
        .modules()
        .forEach((path, module) -> {
          String title = PREFIX + path.pascalCase();
          all.put(title, names(path, title, module));
        });
    for (String core : CORE) {
      ModuleNames module = all.get(PREFIX + core);
      if (module != null) {
        all.put(core, module);
      }
    }
    return all;
  }

  private static ModuleNames names(Path path, String title, ModuleSpecification module) {
    var names = new ModuleNames.Builder();
    for (Map.Entry<Name, Documented<TypeSpecification>> type : module.types().entrySet()) {
      TypeSpecification specification = type.getValue().value();
      List<Name> constructors =
          switch (specification) {
            case TypeSpecification.Custom custom ->
                custom.constructors().stream().map(Constructor::name).toList();
            case TypeSpecification.Alias alias when alias.type() instanceof Type.Record ->
                List.of(type.getKey());
            case TypeSpecification.Alias _,
                TypeSpecification.Opaque _,
                TypeSpecification.Derived _ ->
                List.of();
          };
      int parameters = specification.parameters().size();
      names.types.put(
          type.getKey(),
          new TypeName(type.getKey().pascalCase(), parameters, constructors, true, true));
      constructors.forEach(
          name -> names.constructors.put(name, new Entry(name.pascalCase(), true)));
    }
    module
        .values()
        .keySet()
        .forEach(name -> names.values.put(name, new Entry(name.camelCase(), true)));
    return names.build(MorphirSdk.PACKAGE, path, title, Set.of());
  }

  /** The module of a name; null if the SDK has none. */
  static @Nullable ModuleNames find(String title) {
    return ALL.get(title);
  }

  /** How many parameters each type has; may be added to. */
  static Map<FQName, Integer> parameters() {
    Map<FQName, Integer> parameters = new HashMap<>();
    for (ModuleNames module : ALL.values()) {
      module.types().forEach((name, type) -> parameters.put(module.full(name), type.parameters()));
    }
    return parameters;
  }

  /** All names of modules. */
  static Set<String> titles() {
    return ALL.keySet();
  }

  /** True if it is a module of Elm that the SDK does not have. */
  static boolean isElmOnly(String title) {
    int dot = title.indexOf('.');
    return ELM_ONLY.contains(dot < 0 ? title : title.substring(0, dot));
  }

  /** True if the value stands for an operator. */
  static boolean isOperator(String identifier) {
    return OPERATORS.contains(identifier);
  }

  /** The full name of something in the SDK. */
  static FQName full(String module, String local) {
    return new FQName(
        MorphirSdk.PACKAGE, new Path(List.of(Ordering.name(module))), Ordering.name(local));
  }
}
