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

  /** What a value is, for messages; the value itself may be large or deep. */
  static String kind(Object value) {
    return value.getClass().getSimpleName();
  }
}
