package dev.morph.ir;

/** In what way a definition is not whole; v4 only. Immutable, safe to share. */
public sealed interface Incompleteness {
  /** A part is missing. */
  record Hole(HoleReason reason) implements Incompleteness {}

  /** It is being written. */
  record Draft() implements Incompleteness {}
}
