package dev.morph.tests.hostile;

/** How large the large cases are: full by {@code -Dmorph.scale=full}, else a tenth. */
final class Scale {
  private static final boolean FULL = System.getProperty("morph.scale", "part").equals("full");

  private Scale() {}

  /** A size. */
  static int of(int full) {
    return FULL ? full : full / 10;
  }

  /** What a case may use. */
  static int bound(int full, int part) {
    return FULL ? full : part;
  }
}
