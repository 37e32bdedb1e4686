package dev.morph.engine.api;

import org.jspecify.annotations.Nullable;

/** A table of references. */
public non-sealed interface Table extends Extern {
  /** Its size now, in elements. */
  long size();

  /** The element; throws {@link IndexOutOfBoundsException} past the end. */
  @Nullable Object get(long index);

  /**
   * Sets an element: null, a {@link Function} of the same engine, or a host object, by the element
   * type.
   */
  void set(long index, @Nullable Object reference);

  /** Grows; the size before, or -1 if it may not grow so far. */
  long grow(long elements, @Nullable Object reference);
}
