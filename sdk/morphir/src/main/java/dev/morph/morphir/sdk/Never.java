package dev.morph.morphir.sdk;

/** The type without values, Elm's {@code Never}. */
public final class Never {
  private Never() {}
}
