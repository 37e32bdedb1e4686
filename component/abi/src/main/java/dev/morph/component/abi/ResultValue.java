package dev.morph.component.abi;

import org.jspecify.annotations.Nullable;

/** A value of a {@code result}. */
public sealed interface ResultValue {
  /** Success; null where the type has no payload. */
  record Ok(@Nullable Object value) implements ResultValue {}

  /** Failure; null where the type has no payload. */
  record Err(@Nullable Object error) implements ResultValue {}
}
