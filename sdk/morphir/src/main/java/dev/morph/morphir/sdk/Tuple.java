package dev.morph.morphir.sdk;

import java.util.List;

/** Two or more values of their own types each. Immutable. */
public sealed interface Tuple extends Composite permits Tuple2, Tuple3, TupleN {
  /**
   * The tuple of some values: of its own class for two and three.
   *
   * @throws IllegalArgumentException if there are fewer than two
   */
  static Tuple of(List<?> values) {
    return switch (values.size()) {
      case 2 -> new Tuple2<>(values.get(0), values.get(1));
      case 3 -> new Tuple3<>(values.get(0), values.get(1), values.get(2));
      default -> new TupleN(List.copyOf(values));
    };
  }

  /** The values, in order. */
  @Override
  List<?> parts();
}
