package dev.morph.morphir.sdk;

/**
 * A character: one code point of Unicode. Immutable.
 *
 * @param codePoint 0 to 0x10FFFF; half of a surrogate pair is allowed, as in Elm
 */
public record Char(int codePoint) {
  /**
   * @throws IllegalArgumentException if it is no code point
   */
  public Char {
    if (!Character.isValidCodePoint(codePoint)) {
      throw new IllegalArgumentException(
          "a code point is 0 to " + Character.MAX_CODE_POINT + ", not " + codePoint);
    }
  }

  /** The character of a literal. */
  public static Char of(char unit) {
    return new Char(unit);
  }

  /**
   * The character that a text consists of.
   *
   * @throws IllegalArgumentException if the text is not exactly one character
   */
  public static Char of(String text) {
    if (text.isEmpty() || text.length() != Character.charCount(text.codePointAt(0))) {
      throw new IllegalArgumentException("a character is one code point, not: " + text);
    }
    return new Char(text.codePointAt(0));
  }

  /** The character as a text. */
  @Override
  public String toString() {
    return new StringBuilder().appendCodePoint(codePoint).toString();
  }
}
