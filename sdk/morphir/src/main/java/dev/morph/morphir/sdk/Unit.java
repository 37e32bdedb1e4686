package dev.morph.morphir.sdk;

/** The type of one value, Elm's {@code ()}. */
public enum Unit {
  /** The value. */
  UNIT
}
