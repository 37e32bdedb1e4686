package dev.morph.engine.api;

import org.jspecify.annotations.Nullable;

/**
 * Arguments or results with references.
 *
 * @param lanes lanes of all numeric values, in order
 * @param references all references, in order: null, a {@link Function} for {@code funcref}, a host
 *     object for {@code externref}, an engine's own handle for the others
 */
@SuppressWarnings("ArrayRecordComponent")
public record Values(long[] lanes, @Nullable Object[] references) {
  private static final @Nullable Object[] NONE = new Object[0];

  /** Numbers only. */
  public static Values of(long... lanes) {
    return new Values(lanes, NONE);
  }
}
