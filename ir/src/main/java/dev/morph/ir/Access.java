package dev.morph.ir;

/** Who may use a definition. */
public enum Access {
  /** Every package. */
  PUBLIC,
  /** The package alone. */
  PRIVATE
}
