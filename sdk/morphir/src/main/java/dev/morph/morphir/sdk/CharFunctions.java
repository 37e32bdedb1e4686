package dev.morph.morphir.sdk;

import java.util.Locale;

/** The functions of Morphir.SDK.Char. Those that ask for a kind know ASCII only, as in Elm. */
public final class CharFunctions {
  private CharFunctions() {}

  /** True for A to Z. */
  public static boolean isUpper(Char c) {
    return isBetween(c, 'A', 'Z');
  }

  /** True for a to z. */
  public static boolean isLower(Char c) {
    return isBetween(c, 'a', 'z');
  }

  /** True for A to Z and a to z. */
  public static boolean isAlpha(Char c) {
    return isUpper(c) || isLower(c);
  }

  /** True for A to Z, a to z and 0 to 9. */
  public static boolean isAlphaNum(Char c) {
    return isAlpha(c) || isDigit(c);
  }

  /** True for 0 to 9. */
  public static boolean isDigit(Char c) {
    return isBetween(c, '0', '9');
  }

  /** True for 0 to 7. */
  public static boolean isOctDigit(Char c) {
    return isBetween(c, '0', '7');
  }

  /** True for 0 to 9, A to F and a to f. */
  public static boolean isHexDigit(Char c) {
    return isDigit(c) || isBetween(c, 'A', 'F') || isBetween(c, 'a', 'f');
  }

  private static boolean isBetween(Char c, char first, char last) {
    return c.codePoint() >= first && c.codePoint() <= last;
  }

  /** The capital letter; the character itself if there is none, or it takes more than one. */
  public static Char toUpper(Char c) {
    return single(c.toString().toUpperCase(Locale.ROOT), c);
  }

  /** The small letter; the character itself if there is none, or it takes more than one. */
  public static Char toLower(Char c) {
    return single(c.toString().toLowerCase(Locale.ROOT), c);
  }

  /** The capital letter, the same in every locale. */
  public static Char toLocaleUpper(Char c) {
    return toUpper(c);
  }

  /** The small letter, the same in every locale. */
  public static Char toLocaleLower(Char c) {
    return toLower(c);
  }

  private static Char single(String changed, Char c) {
    int codePoint = changed.codePointAt(0);
    return changed.length() == Character.charCount(codePoint) ? new Char(codePoint) : c;
  }

  /** The code point. */
  public static long toCode(Char c) {
    return c.codePoint();
  }

  /** The character of a code point; the replacement character if it is none. */
  public static Char fromCode(long c) {
    return new Char(c >= 0 && c <= Character.MAX_CODE_POINT ? (int) c : 0xFFFD);
  }
}
