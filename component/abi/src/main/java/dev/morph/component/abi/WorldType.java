package dev.morph.component.abi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a guest's toolchain wrote down of the world that the guest was made for. Immutable.
 *
 * @param name as {@code "morphee:extensions/morphee-extension@1.0.0"}
 * @param importedInterfaces functions by the name of their interface, with its version
 * @param importedFunctions functions that the world imports by themselves
 * @param exportedInterfaces functions by the name of their interface, with its version
 * @param exportedFunctions functions that the world exports by themselves
 * @param unsupported functions whose types have parts that {@link WitType} has not (resources,
 *     streams, futures, maps, asynchronous functions); they are in no other set; {@code
 *     "interface#function"} or {@code "function"}
 */
public record WorldType(
    String name,
    Map<String, Map<String, WitFunction>> importedInterfaces,
    Map<String, WitFunction> importedFunctions,
    Map<String, Map<String, WitFunction>> exportedInterfaces,
    Map<String, WitFunction> exportedFunctions,
    Set<String> unsupported) {
  public WorldType {
    importedInterfaces = Collections.unmodifiableMap(new LinkedHashMap<>(importedInterfaces));
    importedFunctions = Collections.unmodifiableMap(new LinkedHashMap<>(importedFunctions));
    exportedInterfaces = Collections.unmodifiableMap(new LinkedHashMap<>(exportedInterfaces));
    exportedFunctions = Collections.unmodifiableMap(new LinkedHashMap<>(exportedFunctions));
    unsupported = Collections.unmodifiableSet(new LinkedHashSet<>(unsupported));
  }

  /** The function behind a core import; empty if the world does not import it. */
  public Optional<WitFunction> imported(String module, String function) {
    Map<String, WitFunction> functions =
        module.equals("$root") ? importedFunctions : importedInterfaces.get(module);
    return functions == null ? Optional.empty() : Optional.ofNullable(functions.get(function));
  }

  /** The function behind a core export, as {@code "describe"} or {@code "interface#function"}. */
  public Optional<WitFunction> exported(String coreName) {
    int hash = coreName.indexOf('#');
    if (hash < 0) {
      return Optional.ofNullable(exportedFunctions.get(coreName));
    }
    Map<String, WitFunction> functions = exportedInterfaces.get(coreName.substring(0, hash));
    return functions == null
        ? Optional.empty()
        : Optional.ofNullable(functions.get(coreName.substring(hash + 1)));
  }
}
