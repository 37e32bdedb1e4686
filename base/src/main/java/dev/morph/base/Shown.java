package dev.morph.base;

/** Text of strangers, as it may stand in a message: in one line, and not without end. */
final class Shown {
  private static final int MOST_CHARACTERS = 4_000;

  private Shown() {}

  /** The text with control characters escaped, and its end left out if it is very long. */
  static String line(String text) {
    int end = Math.min(text.length(), MOST_CHARACTERS);
    boolean whole = end == text.length();
    if (!whole && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder line = null;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean control = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
      if (control && line == null) {
        line = new StringBuilder(end + 16).append(text, 0, i);
      }
      if (line != null) {
        append(line, c, control);
      }
    }
    String shown = line == null ? text.substring(0, end) : line.toString();
    return whole ? shown : shown + "... (" + text.length() + " characters)";
  }

  private static void append(StringBuilder line, char c, boolean control) {
    if (!control) {
      line.append(c);
    } else if (c == '\n') {
      line.append("\\n");
    } else {
      line.append("\\u").append(Integer.toHexString(c + 0x10000).substring(1));
    }
  }
}
