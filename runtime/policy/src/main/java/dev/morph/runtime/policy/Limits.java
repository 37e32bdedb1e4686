package dev.morph.runtime.policy;

/** One value for every {@link Limit}. Immutable, safe to share. */
public final class Limits {
  private Limits() {}

  /** The defaults. */
  public static Limits defaults() {
    throw new UnsupportedOperationException();
  }

  /** The value in the limit's unit (bytes, a count, or nanoseconds for times). */
  public long value(Limit limit) {
    throw new UnsupportedOperationException();
  }

  /** A copy with another value, which must be positive and not above the ceiling. */
  public Limits with(Limit limit, long value) {
    throw new UnsupportedOperationException();
  }
}
