package dev.morph.engine.api;

import java.util.List;

/** The type of a core function. */
public record FunctionType(List<ValueType> params, List<ValueType> results) {
  public FunctionType {
    params = List.copyOf(params);
    results = List.copyOf(results);
  }

  /** As the text format's folk notation has it: {@code (i32, i32) -> i64}. */
  @Override
  public String toString() {
    return list(params) + " -> " + (results.size() == 1 ? name(results.getFirst()) : list(results));
  }

  private static String list(List<ValueType> types) {
    return "(" + String.join(", ", types.stream().map(FunctionType::name).toList()) + ")";
  }

  private static String name(ValueType type) {
    return type.name().toLowerCase(java.util.Locale.ROOT);
  }
}
