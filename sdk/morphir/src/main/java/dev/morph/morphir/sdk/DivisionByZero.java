package dev.morph.morphir.sdk;

/** Why there is no quotient: the type of that name of Morphir.SDK.Number. */
public enum DivisionByZero {
  /** The divisor is zero. */
  DIVISION_BY_ZERO
}
