package dev.morph.tests.hostile;

/**
 * Where the constant bytes of a guest lie: one after the other from 16, each at a multiple of 8.
 */
final class Layout {
  private final StringBuilder segments = new StringBuilder();
  private int end = 16;

  /** Lays bytes down; their address. */
  int put(byte[] bytes) {
    int at = end;
    segments.append("(data (i32.const ").append(at).append(") ");
    segments.append(Texts.literal(bytes)).append(")\n");
    end = (at + bytes.length + 7) & -8;
    return at;
  }

  int end() {
    return end;
  }

  int pages() {
    return (end + 65_535) >> 16;
  }

  @Override
  public String toString() {
    return segments.toString();
  }
}
