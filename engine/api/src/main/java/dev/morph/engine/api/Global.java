package dev.morph.engine.api;

import org.jspecify.annotations.Nullable;

/** A global. */
public non-sealed interface Global extends Extern {
  /** Its type. */
  ExternType.Global type();

  /** The value (low lane). */
  long get();

  /** The high lane of a v128. */
  long getHigh();

  /** The value of a reference global. */
  @Nullable Object getReference();

  /**
   * Sets a number.
   *
   * @throws IllegalStateException if it is immutable
   */
  void set(long lane);
}
