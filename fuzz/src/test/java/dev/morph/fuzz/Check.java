package dev.morph.fuzz;

/** Promises that a target checks. */
final class Check {
  private Check() {}

  static void that(boolean holds, String promise) {
    if (!holds) {
      throw new AssertionError("broken promise: " + promise);
    }
  }

  static void equal(Object expected, Object found, String promise) {
    if (!expected.equals(found)) {
      throw new AssertionError(
          "broken promise: " + promise + "; expected " + expected + ", found " + found);
    }
  }
}
