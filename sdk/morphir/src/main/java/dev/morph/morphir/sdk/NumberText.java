package dev.morph.morphir.sdk;

/** How numbers are written and read as JavaScript does. */
final class NumberText {
  /** From this power of ten on, and below this one, it writes an exponent. */
  private static final int LARGE = 21;

  private static final int SMALL = -6;

  private NumberText() {}

  /** True for digits, with or without a sign. */
  static boolean isInteger(String s) {
    int start = signed(s) ? 1 : 0;
    return start < s.length() && digits(s, start) == s.length();
  }

  /** The float; nothing for what is none, with white space around it, or hexadecimal. */
  static Maybe<Double> toFloat(String s) {
    int start = signed(s) ? 1 : 0;
    if (s.startsWith("Infinity", start)) {
      boolean negative = s.startsWith("-");
      return s.length() == start + "Infinity".length()
          ? Maybe.just(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
          : Maybe.nothing();
    }
    return isFloat(s, start) ? Maybe.just(Double.parseDouble(s)) : Maybe.nothing();
  }

  private static boolean isFloat(String s, int start) {
    int whole = digits(s, start);
    boolean point = whole < s.length() && s.charAt(whole) == '.';
    int fraction = point ? digits(s, whole + 1) : whole;
    if (fraction - start == (point ? 1 : 0)) {
      return false;
    }
    if (fraction == s.length()) {
      return true;
    }
    if (s.charAt(fraction) != 'e' && s.charAt(fraction) != 'E') {
      return false;
    }
    int exponent = fraction + 1;
    if (exponent < s.length() && isSign(s.charAt(exponent))) {
      exponent++;
    }
    return exponent < s.length() && digits(s, exponent) == s.length();
  }

  private static boolean signed(String s) {
    return !s.isEmpty() && isSign(s.charAt(0));
  }

  private static boolean isSign(char c) {
    return c == '+' || c == '-';
  }

  /** Where the digits from a place on end. */
  static int digits(String s, int start) {
    int end = start;
    while (end < s.length() && s.charAt(end) >= '0' && s.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  static String fromFloat(double a) {
    if (Double.isNaN(a) || Double.isInfinite(a)) {
      return Double.toString(a);
    }
    return a == 0 ? "0" : a < 0 ? "-" + positive(-a) : positive(a);
  }

  private static String positive(double a) {
    String java = Double.toString(a);
    int e = java.indexOf('E');
    int exponent = e < 0 ? 0 : Integer.parseInt(java.substring(e + 1));
    String mantissa = e < 0 ? java : java.substring(0, e);
    int point = mantissa.indexOf('.');
    String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int first = 0;
    while (digits.charAt(first) == '0') {
      first++;
    }
    int last = digits.length();
    while (digits.charAt(last - 1) == '0') {
      last--;
    }
    return written(
        shortest(digits.substring(first, last), point + exponent - first, a),
        point + exponent - first);
  }

  /** Java writes two digits where one says the same float, as of the least one. */
  private static String shortest(String digits, int places, double a) {
    if (digits.length() != 2) {
      return digits;
    }
    int rounded = (Integer.parseInt(digits) + 5) / 10;
    boolean same = rounded < 10 && Double.parseDouble(rounded + "E" + (places - 1)) == a;
    return same ? Integer.toString(rounded) : digits;
  }

  /** Digits that begin so many places before the point. */
  private static String written(String digits, int places) {
    int count = digits.length();
    if (places > LARGE || places <= SMALL) {
      int exponent = places - 1;
      return digits.charAt(0)
          + (count > 1 ? "." + digits.substring(1) : "")
          + (exponent < 0 ? "e-" : "e+")
          + Math.abs(exponent);
    }
    if (places >= count) {
      return digits + "0".repeat(places - count);
    }
    return places > 0
        ? digits.substring(0, places) + "." + digits.substring(places)
        : "0." + "0".repeat(-places) + digits;
  }
}
