package dev.morph.morphir.sdk;

import org.jspecify.annotations.Nullable;

/** What {@link Equality} and {@link Comparison} look into. */
final class Contents {
  private Contents() {}

  /** The values within a value, in order; null if it has none. */
  static @Nullable Iterable<?> of(Object value) {
    return switch (value) {
      case Iterable<?> collection -> collection;
      case Composite composite -> composite.parts();
      default -> null;
    };
  }
}
