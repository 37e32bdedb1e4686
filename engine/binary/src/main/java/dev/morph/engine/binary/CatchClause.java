package dev.morph.engine.binary;

/**
 * One handler of a {@code try_table} (core spec 2.4.1).
 *
 * @param kind 0 {@code catch}, 1 {@code catch_ref}, 2 {@code catch_all}, 3 {@code catch_all_ref}
 * @param tag the tag's index, or -1 for the last two
 * @param label counted from outside the {@code try_table}
 */
public record CatchClause(int kind, int tag, int label) {
  /** Whether it catches exceptions of any tag. */
  public boolean all() {
    return kind >= 2;
  }

  /** Whether it gives the exception reference to its label, after the tag's values. */
  public boolean ref() {
    return (kind & 1) != 0;
  }
}
