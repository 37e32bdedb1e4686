package dev.morph.tests.hostile;

/** How large the large cases are: {@code -Dmorph.scale=full}, or what a build can afford. */
final class Scale {
  private static final boolean FULL = System.getProperty("morph.scale", "part").equals("full");

  private Scale() {}

  static boolean isFull() {
    return FULL;
  }

  static int of(int full, int part) {
    return FULL ? full : part;
  }
}
