package dev.morph.runtime.policy;

/** Text that others wrote, made safe to stand in a message: short, on one line. */
final class Shown {
  static final int MOST_CHARS = 256;

  private Shown() {}

  static String text(String raw) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < raw.length() && i < MOST_CHARS; i++) {
      char c = raw.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < raw.length()
              && Character.isLowSurrogate(raw.charAt(i + 1));
      if (pair) {
        out.append(c).append(raw.charAt(++i));
      } else {
        out.append(hidden(c) ? '\uFFFD' : c);
      }
    }
    return raw.length() > MOST_CHARS ? out + "..." : out.toString();
  }

  /** True if the text stands in a message as it is. */
  static boolean asIs(String raw) {
    return text(raw).equals(raw);
  }

  /** Controls, line ends, marks that turn the direction of writing, and halves of pairs. */
  private static boolean hidden(char c) {
    return c < 0x20
        || (c >= 0x7f && c < 0xa0)
        || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x2069)
        || c == 0xfeff
        || (c >= 0xd800 && c <= 0xdfff)
        || c >= 0xfffe;
  }
}
