package dev.morph.capabilities.log;

import java.nio.charset.StandardCharsets;

/** What becomes of a guest's text before it is shown to a person. */
final class LogLine {
  /** Stands at the end of a line that was cut. */
  static final String MARK = " [cut]";

  private LogLine() {}

  /**
   * Shows control characters but tab and line feed as {@code \\u001b}, so that a guest cannot steer
   * a terminal.
   */
  static String printable(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = Character.isISOControl(c) && c != '\t' && c != '\n';
      if (control && out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (out != null) {
        if (control) {
          out.append("\\u00").append(Character.forDigit(c >> 4, 16));
          out.append(Character.forDigit(c & 15, 16));
        } else {
          out.append(c);
        }
      }
    }
    return out == null ? text : out.toString();
  }

  /**
   * At most so many bytes of UTF-8, never half a character; {@link #MARK} follows if something was
   * cut.
   */
  static String cut(String text, long maxBytes) {
    if (text.length() * 3L <= maxBytes) {
      return text;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= maxBytes) {
      return text;
    }
    int end = (int) maxBytes;
    while (end > 0 && (utf8[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(utf8, 0, end, StandardCharsets.UTF_8) + MARK;
  }
}
