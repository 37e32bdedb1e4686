package dev.morph.engine.api;

import java.util.List;
import java.util.Set;

/**
 * What can be said of a module without running it.
 *
 * @param sizeBytes size of the binary
 * @param functions number of functions with a body
 * @param codeBytes bytes of all bodies together
 * @param largestFunctionBytes bytes of the largest body
 * @param dataBytes bytes of all data segments together
 * @param minMemoryBytes what all memories that the module defines need at the start
 * @param minTableElements what all tables that the module defines need at the start
 * @param features words for the proposals beyond WebAssembly 1.0 that the code uses, as {@code
 *     "simd"}, {@code "gc"}, {@code "bulk-memory"}; sorted
 * @param interpretedFunctions names (or {@code "#index"}) of the functions that this engine runs by
 *     its interpreter though the mode is compiled; empty in interpreted mode
 * @param startFunction true if the module has a start function
 */
public record ModuleFacts(
    long sizeBytes,
    int functions,
    long codeBytes,
    long largestFunctionBytes,
    long dataBytes,
    long minMemoryBytes,
    long minTableElements,
    Set<String> features,
    List<String> interpretedFunctions,
    boolean startFunction) {
  public ModuleFacts {
    features = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(features));
    interpretedFunctions = List.copyOf(interpretedFunctions);
  }
}
