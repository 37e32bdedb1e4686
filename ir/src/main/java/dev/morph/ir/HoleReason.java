package dev.morph.ir;

/** Why a definition is not whole; v4 only. Immutable, safe to share. */
public sealed interface HoleReason {
  /** What it refers to does not exist. */
  record UnresolvedReference(FQName target) implements HoleReason {}

  /**
   * What it referred to was removed.
   *
   * @param transaction which change removed it
   */
  record DeletedDuringRefactor(String transaction) implements HoleReason {}

  /** Two types do not agree. */
  record TypeMismatch(Type expected, Type found) implements HoleReason {}
}
