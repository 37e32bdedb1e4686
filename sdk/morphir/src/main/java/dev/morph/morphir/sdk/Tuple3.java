package dev.morph.morphir.sdk;

import java.util.List;

/** Three values. Immutable. */
public record Tuple3<A, B, C>(A first, B second, C third) implements Tuple {
  @Override
  public List<?> parts() {
    return List.of(first, second, third);
  }
}
