package dev.morph.runtime.policy;

/** Text that others wrote, made safe to stand in a message: short, on one line. */
final class Shown {
  static final int MOST_CHARS = 256;

  private Shown() {}

  static String text(String raw) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < raw.length() && i < MOST_CHARS) {
      int point = raw.codePointAt(i);
      i += point > 0xffff ? 2 : 1;
      out.appendCodePoint(hidden(point) ? 0xfffd : point);
    }
    return raw.length() > MOST_CHARS ? out + "..." : out.toString();
  }

  /** True if the text stands in a message as it is. */
  static boolean asIs(String raw) {
    return text(raw).equals(raw);
  }

  /**
   * Controls, line ends, marks without width or that turn the direction of writing, blanks that
   * look like others or like nothing, tags, private and unassigned points, and halves of pairs.
   */
  static boolean hidden(int point) {
    return point < 0x20
        || (point >= 0x7f && point <= 0xa0)
        || point == 0xad
        || point == 0x34f
        || point == 0x61c
        || (point >= 0x115f && point <= 0x1160)
        || point == 0x1680
        || (point >= 0x17b4 && point <= 0x17b5)
        || (point >= 0x180b && point <= 0x180f)
        || (point >= 0x2000 && point <= 0x200f)
        || (point >= 0x2028 && point <= 0x202f)
        || (point >= 0x205f && point <= 0x206f)
        || point == 0x2800
        || point == 0x3164
        || (point >= 0xd800 && point <= 0xf8ff)
        || (point >= 0xfe00 && point <= 0xfe0f)
        || point == 0xfeff
        || point == 0xffa0
        || (point >= 0xfff0 && point <= 0xfffb)
        || (point & 0xfffe) == 0xfffe
        || point >= 0xe0000;
  }
}
