package dev.morph.host.config;

import java.nio.file.Path;

/**
 * Something in a file that is not as it may be. Control characters are replaced; the text is one
 * line.
 *
 * @param line from 1; 0 for the whole file
 * @param key the key with the tables that it stands in; empty for the whole file
 * @param message what was seen and what is accepted, never a value that may be secret
 */
public record ConfigFinding(Path file, int line, String key, String message) {
  private static final int MOST_CHARACTERS = 500;

  public ConfigFinding {
    key = shown(key);
    message = shown(message);
  }

  /** {@code FILE:LINE: KEY: what is wrong}. */
  public String text() {
    return file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }

  static String shown(String raw) {
    StringBuilder out = new StringBuilder();
    raw.codePoints()
        .limit(MOST_CHARACTERS)
        .forEach(c -> out.appendCodePoint(isShown(c) ? c : 0xfffd));
    return raw.codePointCount(0, raw.length()) > MOST_CHARACTERS ? out + "..." : out.toString();
  }

  /** Not what turns lines, hides or reorders. */
  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
