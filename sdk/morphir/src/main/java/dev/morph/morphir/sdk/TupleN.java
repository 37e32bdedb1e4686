package dev.morph.morphir.sdk;

import java.util.List;

/**
 * Four or more values. Immutable.
 *
 * @param values the values, in order
 */
public record TupleN(List<Object> values) implements Tuple {
  /**
   * @throws IllegalArgumentException if there are fewer than four
   */
  public TupleN {
    values = List.copyOf(values);
    if (values.size() < 4) {
      throw new IllegalArgumentException(
          "this tuple has four values or more, not " + values.size());
    }
  }

  @Override
  public List<?> parts() {
    return values;
  }
}
