package dev.morph.morphir.sdk;

/** The functions of Morphir.SDK.String. */
public final class StringFunctions {
  private StringFunctions() {}

  static String fromFloat(double a) {
    return Double.toString(a);
  }
}
