package dev.morph.engine.endive;

/**
 * Asks the JVM for stack before host code runs, so that a guest's recursion ends in the guest and
 * never in the middle of a host function.
 */
final class StackReserve {
  /**
   * Frames of {@link #probe}. Compiled ones take about 100 bytes, interpreted ones more; beyond the
   * deepest frame the JVM itself wants some 80 KiB at each call ("shadow pages").
   */
  private static final int FRAMES = 400;

  private static int sink;

  private StackReserve() {}

  /**
   * Returns if the reserve is there.
   *
   * @throws StackOverflowError if not
   */
  static void require() {
    sink = probe(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  private static int probe(int n, long a, long b, long c, long d, long e, long f, long g, long h) {
    if (n == 0) {
      return (int) (a + b + c + d + e + f + g + h);
    }
    // used after the call, so that each frame keeps them
    return probe(n - 1, b, c, d, e, f, g, h, a) + (int) (a ^ b ^ c ^ d ^ e ^ f ^ g ^ h);
  }
}
