package dev.morph.builtins.jsonschema;

import dev.morph.builtins.Options;
import dev.morph.builtins.OwnModule;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import java.util.ArrayList;
import java.util.List;

/** The types that a schema was asked for, in the order of the document. */
final class TypeSelection {
  /** So many names are told where one is wrong. */
  private static final int SHOWN = 20;

  private TypeSelection() {}

  /** A type of the own package. */
  record Selected(Path module, Name type) {}

  /**
   * What {@code limit-to-modules} and {@code include} leave; a name that nothing has is a fault of
   * the options.
   */
  static List<Selected> of(List<OwnModule> modules, Options options) {
    List<String> limit = options.texts("limit-to-modules");
    List<String> include = options.texts("include");
    List<String> unknown = new ArrayList<>(limit);
    List<String> unknownParts = new ArrayList<>(include);
    List<Selected> selected = new ArrayList<>();
    for (OwnModule module : modules) {
      List<String> names = names(module.path());
      unknown.removeAll(names);
      unknownParts.removeAll(names);
      boolean within = limit.isEmpty() || containsAny(limit, names);
      boolean whole = include.isEmpty() || containsAny(include, names);
      for (Name type : module.types().keySet()) {
        List<String> typeNames = names(module.path(), type);
        unknownParts.removeAll(typeNames);
        if (within && (whole || containsAny(include, typeNames))) {
          selected.add(new Selected(module.path(), type));
        }
      }
    }
    tell("limit-to-modules", "module", unknown, modules, options);
    tell("include", "module or type", unknownParts, modules, options);
    return selected;
  }

  /** As in Elm, and the canonical text of v4. */
  private static List<String> names(Path module) {
    return List.of(module.pascalCase(), module.toString());
  }

  private static List<String> names(Path module, Name type) {
    return List.of(module.pascalCase() + "." + type.pascalCase(), module + "#" + type);
  }

  private static boolean containsAny(List<String> wanted, List<String> names) {
    return names.stream().anyMatch(wanted::contains);
  }

  private static void tell(
      String option, String kind, List<String> unknown, List<OwnModule> modules, Options options) {
    if (unknown.isEmpty()) {
      return;
    }
    List<String> known =
        modules.stream().limit(SHOWN).map(module -> module.path().pascalCase()).toList();
    options.invalid(
        "option "
            + option
            + " names no "
            + kind
            + " of the package: "
            + String.join(", ", unknown)
            + "; its modules are "
            + String.join(", ", known)
            + (modules.size() > SHOWN ? " and " + (modules.size() - SHOWN) + " more" : ""));
  }
}
