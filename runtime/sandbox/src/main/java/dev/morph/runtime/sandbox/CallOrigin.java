package dev.morph.runtime.sandbox;

import java.util.OptionalLong;

/**
 * What led to a call.
 *
 * @param hops events that led to it, each emitted by the call before; 0 for a call from outside
 * @param deadlineNanos the {@link System#nanoTime} at which whoever waits for it must have its
 *     answer; the call ends then though its own limit of time would let it go on
 */
public record CallOrigin(int hops, OptionalLong deadlineNanos) {
  /** Somebody outside asks, and waits as long as the limit says. */
  public static final CallOrigin OUTSIDE = new CallOrigin(0, OptionalLong.empty());

  /**
   * @throws IllegalArgumentException if {@code hops} is negative
   */
  public CallOrigin {
    if (hops < 0) {
      throw new IllegalArgumentException("hops are 0 or more, not " + hops);
    }
  }

  /** An event that is so many events away from a call from outside. */
  public static CallOrigin event(int hops) {
    return new CallOrigin(hops, OptionalLong.empty());
  }

  /** A call that has until then; hops stay. */
  public CallOrigin before(long nanoTime) {
    return new CallOrigin(hops, OptionalLong.of(nanoTime));
  }

  /** The earlier of the two. */
  long earlier(long deadline) {
    long given = deadlineNanos.orElse(deadline);
    return given - deadline < 0 ? given : deadline;
  }
}
