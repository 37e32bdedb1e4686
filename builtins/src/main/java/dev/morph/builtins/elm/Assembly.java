package dev.morph.builtins.elm;

import dev.morph.builtins.elm.LoweredModule.Definition;
import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Distribution;
import dev.morph.ir.Documented;
import dev.morph.ir.FQName;
import dev.morph.ir.ModuleDefinition;
import dev.morph.ir.ModuleDoc;
import dev.morph.ir.Name;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.Path;
import dev.morph.ir.ValueDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts modules together to a package.
 *
 * @param exposed the modules that others may use; null for all
 */
record Assembly(Path packageName, @Nullable Set<Path> exposed, List<LoweredModule> modules) {
  /** The package with those of its values that are given. */
  Distribution.Library library(Map<FQName, ValueDefinition> values) {
    Map<Path, AccessControlled<ModuleDefinition>> all = new TreeMap<>(Ordering.PATHS);
    for (LoweredModule module : modules) {
      all.put(
          module.path(), new AccessControlled<>(access(module.path()), definition(module, values)));
    }
    return new Distribution.Library(packageName, Map.of(), new PackageDefinition(all));
  }

  private Access access(Path module) {
    boolean open =
        exposed == null
            || exposed.contains(module)
            || exposed.contains(Sources.joined(packageName, module));
    return open ? Access.PUBLIC : Access.PRIVATE;
  }

  private static ModuleDefinition definition(
      LoweredModule module, Map<FQName, ValueDefinition> values) {
    Map<Name, AccessControlled<Documented<ValueDefinition>>> all = new LinkedHashMap<>();
    for (Definition definition : module.values()) {
      ValueDefinition value = values.get(definition.name());
      if (value != null) {
        all.put(
            definition.name().local(),
            new AccessControlled<>(definition.access(), new Documented<>(definition.doc(), value)));
      }
    }
    return new ModuleDefinition(module.types(), all, null, new ModuleDoc(module.doc()));
  }
}
