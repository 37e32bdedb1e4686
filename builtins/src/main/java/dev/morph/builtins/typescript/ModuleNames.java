package dev.morph.builtins.typescript;

import dev.morph.builtins.UniqueNames;
import dev.morph.ir.Constructor;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.types.TypeDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The names that one file exports, and its own. Filled first, then only read. */
final class ModuleNames {
  private final String file;
  private final String alias;
  private final UniqueNames types = UniqueNames.avoiding(Set.of());
  private final UniqueNames values = UniqueNames.avoiding(Set.of());
  private final Map<FQName, TypeNames> names = new LinkedHashMap<>();

  /**
   * What a type is called.
   *
   * @param type the type itself; its decoder and encoder are called after it
   * @param constructors what makes its values, in the order of its constructors
   * @param kinds what tells them apart, in the same order
   */
  record TypeNames(String type, List<String> constructors, List<String> kinds) {
    String decoder() {
      return "decode" + type;
    }

    String encoder() {
      return "encode" + type;
    }
  }

  /**
   * @param file without its end, with {@code /} between its parts
   * @param alias what files that import it call it
   */
  ModuleNames(String file, String alias) {
    this.file = file;
    this.alias = alias;
  }

  String file() {
    return file;
  }

  String alias() {
    return alias;
  }

  void add(FQName name, TypeDeclaration declaration) {
    List<String> constructors = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    if (declaration instanceof TypeDeclaration.Custom custom) {
      var ownKinds = UniqueNames.avoiding(Set.of());
      for (Constructor constructor : custom.constructors()) {
        String wanted = identifier(constructor.name().pascalCase());
        constructors.add(values.name(wanted));
        kinds.add(ownKinds.name(wanted));
      }
    }
    String type = types.name(identifier(name.local().pascalCase()));
    names.put(name, new TypeNames(type, constructors, kinds));
  }

  /** What a type of the module is called. */
  TypeNames of(FQName type) {
    return Objects.requireNonNull(names.get(type));
  }

  /** Names for type parameters; none is that of a type of the module. */
  Map<Name, String> parameters(List<Name> parameters) {
    var taken =
        UniqueNames.avoiding(
            names.values().stream()
                .map(TypeNames::type)
                .collect(java.util.stream.Collectors.toSet()));
    Map<Name, String> called = new LinkedHashMap<>();
    for (Name parameter : parameters) {
      called.computeIfAbsent(parameter, one -> taken.name(identifier(one.pascalCase())));
    }
    return called;
  }

  /** The path from this file to another, as imports have it. */
  String pathTo(String other) {
    String[] here = file.split("/", -1);
    String[] there = other.split("/", -1);
    int common = 0;
    while (common < here.length - 1
        && common < there.length - 1
        && here[common].equals(there[common])) {
      common++;
    }
    var path = new StringBuilder(common == here.length - 1 ? "./" : "");
    path.append("../".repeat(here.length - 1 - common));
    for (int i = common; i < there.length; i++) {
      path.append(i == common ? "" : "/").append(there[i]);
    }
    return path.append(".js").toString();
  }

  /** The stem of a file, safe on all file systems, without what initialisms have there. */
  static String fileOf(Path packageName, Path module) {
    List<String> parts = new ArrayList<>();
    for (Path path : List.of(packageName, module)) {
      for (Name name : path.names()) {
        String stem = name.fileStem(100).replace("-_", "-");
        parts.add(stem.startsWith("_") ? stem.substring(1) : stem);
      }
    }
    return parts.isEmpty() ? "index" : String.join("/", parts);
  }

  /** The text as an identifier, which begins with no digit. */
  static String identifier(String text) {
    return text.charAt(0) >= '0' && text.charAt(0) <= '9' ? "_" + text : text;
  }
}
