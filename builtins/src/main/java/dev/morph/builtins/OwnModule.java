package dev.morph.builtins;

import dev.morph.ir.AccessControlled;
import dev.morph.ir.Distribution;
import dev.morph.ir.Documented;
import dev.morph.ir.ModuleDefinition;
import dev.morph.ir.ModuleDoc;
import dev.morph.ir.Name;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.PackageSpecification;
import dev.morph.ir.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of a module of a distribution's own package, whatever the distribution's kind. What
 * they mean, a {@link dev.morph.ir.types.TypeEnvironment} tells.
 *
 * @param doc empty if there is none
 * @param types documentation by name, in the order of the document; empty texts where there is none
 */
public record OwnModule(Path path, String doc, Map<Name, String> types) {
  /** The modules of a distribution, in the order of the document. */
  public static List<OwnModule> of(Distribution distribution) {
    return switch (distribution) {
      case Distribution.Library library -> of(library.definition());
      case Distribution.Application application -> of(application.definition());
      case Distribution.Specs specs -> of(specs.specification());
    };
  }

  private static List<OwnModule> of(PackageDefinition definition) {
    List<OwnModule> modules = new ArrayList<>();
    definition
        .modules()
        .forEach((path, module) -> {
          ModuleDefinition value = module.value();
          Map<Name, String> types = new LinkedHashMap<>();
          value.types().forEach((name, type) -> types.put(name, doc(type)));
          modules.add(new OwnModule(path, doc(value.leadingDoc(), value.doc()), types));
        });
    return modules;
  }

  private static List<OwnModule> of(PackageSpecification specification) {
    List<OwnModule> modules = new ArrayList<>();
    specification
        .modules()
        .forEach((path, module) -> {
          Map<Name, String> types = new LinkedHashMap<>();
          module.types().forEach((name, type) -> types.put(name, text(type.doc())));
          modules.add(new OwnModule(path, doc(module.leadingDoc(), module.doc()), types));
        });
    return modules;
  }

  private static String doc(AccessControlled<? extends Documented<?>> type) {
    return text(type.value().doc());
  }

  private static String doc(@Nullable ModuleDoc leading, @Nullable ModuleDoc doc) {
    String text = doc == null ? "" : text(doc.text());
    return text.isEmpty() && leading != null ? text(leading.text()) : text;
  }

  private static String text(@Nullable String doc) {
    return doc == null ? "" : doc.strip();
  }
}
