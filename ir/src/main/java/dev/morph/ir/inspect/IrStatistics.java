package dev.morph.ir.inspect;

import dev.morph.base.json.JsonObject;
import dev.morph.ir.Distribution;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of what there is in the package of a distribution, without what it depends on.
 * Immutable, safe to share.
 *
 * @param packageName the package's name
 * @param dependencies packages that it depends on
 * @param types types of the modules, by kind: {@code alias}, {@code custom}, {@code incomplete},
 *     {@code opaque}, {@code derived}
 * @param constructors constructors of all custom types
 * @param values values of the modules
 * @param valueNodes values within them, by the tag of v4; inferred types are not counted anywhere
 * @param patternNodes patterns within them, by the tag of v4
 * @param typeNodes types within types and declarations, by the tag of v4
 * @param valueDepth how deep values and patterns stand within one another
 * @param typeDepth how deep types stand within one another
 * @param sdkValues how often each value and constructor of the SDK is used, by its name
 */
public record IrStatistics(
    String packageName,
    int dependencies,
    int modules,
    Map<String, Integer> types,
    int constructors,
    int values,
    Map<String, Integer> valueNodes,
    Map<String, Integer> patternNodes,
    Map<String, Integer> typeNodes,
    int valueDepth,
    int typeDepth,
    Map<String, Integer> sdkValues) {
  public IrStatistics {
    types = sorted(types);
    valueNodes = sorted(valueNodes);
    patternNodes = sorted(patternNodes);
    typeNodes = sorted(typeNodes);
    sdkValues = sorted(sdkValues);
  }

  private static Map<String, Integer> sorted(Map<String, Integer> counts) {
    return Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  /** Counts a distribution. */
  public static IrStatistics of(Distribution distribution) {
    var counting = new Counting();
    return counting.of(distribution);
  }

  /** The counts under their names, those by kind with their {@code total}. */
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("package", packageName)
        .put("dependencies", dependencies)
        .put("modules", modules)
        .put("types", counts(types))
        .put("constructors", constructors)
        .put("values", values)
        .put("valueNodes", counts(valueNodes))
        .put("patternNodes", counts(patternNodes))
        .put("typeNodes", counts(typeNodes))
        .put("valueDepth", valueDepth)
        .put("typeDepth", typeDepth)
        .put("sdkValues", counts(sdkValues))
        .build();
  }

  private static JsonObject counts(Map<String, Integer> counts) {
    JsonObject.Builder json = JsonObject.builder().put("total", total(counts));
    counts.forEach((kind, count) -> json.put(kind, count));
    return json.build();
  }

  /** The sum of all kinds. */
  public static int total(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
