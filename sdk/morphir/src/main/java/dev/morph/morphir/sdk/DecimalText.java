package dev.morph.morphir.sdk;

/** The texts that Elm's decimals are read from. */
final class DecimalText {
  private DecimalText() {}

  static boolean isDecimal(String s) {
    int start = s.startsWith("-") ? 1 : 0;
    int whole = NumberText.digits(s, start);
    if (whole == start) {
      return false;
    }
    int end = whole;
    boolean point = whole < s.length() && s.charAt(whole) == '.';
    if (point) {
      end = NumberText.digits(s, whole + 1);
    }
    if (end == s.length()) {
      return !point || end > whole + 1;
    }
    return whole == start + 1 && isFraction(s, whole, end) && isExponent(s, end);
  }

  /** Before an exponent a fraction does not end in 0. */
  private static boolean isFraction(String s, int whole, int end) {
    return whole == end || (end > whole + 1 && s.charAt(end - 1) != '0');
  }

  private static boolean isExponent(String s, int e) {
    if (s.charAt(e) != 'e') {
      return false;
    }
    int start = s.startsWith("-", e + 1) ? e + 2 : e + 1;
    return start < s.length() && NumberText.digits(s, start) == s.length();
  }

  /** The exponent, or one that is out of every bound. */
  static int exponent(String s, int start) {
    try {
      return Integer.parseInt(s.substring(start));
    } catch (NumberFormatException tooLarge) {
      return Integer.MAX_VALUE;
    }
  }
}
