package dev.morph.morphir.sdk;

import java.util.List;

/** Two values. Immutable. */
public record Tuple2<A, B>(A first, B second) implements Tuple {
  @Override
  public List<?> parts() {
    return List.of(first, second);
  }
}
