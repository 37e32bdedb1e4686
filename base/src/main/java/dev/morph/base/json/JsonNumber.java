package dev.morph.base.json;

import java.math.BigDecimal;

/**
 * A JSON number, kept as the text that stood in the document until it is asked for. Two numbers are
 * equal if their texts are: 1 and 1.0 are not.
 *
 * @param text the number by RFC 8259, section 6
 */
public record JsonNumber(String text) implements JsonValue {
  /** No 64-bit integer has more digits. */
  private static final int MAX_DIGITS = 20;

  /**
   * @throws IllegalArgumentException if the text is no JSON number
   */
  public JsonNumber {
    if (!grammatical(text)) {
      throw new IllegalArgumentException("not a JSON number: " + text);
    }
  }

  /** A whole number. */
  public static JsonNumber of(long value) {
    return new JsonNumber(Long.toString(value));
  }

  /** A whole number of 64 unsigned bits. */
  public static JsonNumber ofUnsigned(long value) {
    return new JsonNumber(Long.toUnsignedString(value));
  }

  /**
   * A finite double.
   *
   * @throws IllegalArgumentException for NaN and infinities
   */
  public static JsonNumber of(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no " + value);
    }
    return new JsonNumber(Double.toString(value));
  }

  /**
   * The exact value. Its text is as long as the document's, but {@code 1e999999999} has a billion
   * digits when it is expanded: do not expand it.
   *
   * @throws ArithmeticException if the exponent is outside of 32 bits
   */
  public BigDecimal decimal() {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new ArithmeticException("the exponent is too large: " + shown());
    }
  }

  /** The nearest double; may be infinite. */
  public double doubleValue() {
    return Double.parseDouble(text);
  }

  /** The value as a signed 64-bit integer; throws {@link ArithmeticException} if it is none. */
  public long longValueExact() {
    String digits = wholeDigits();
    boolean negative = text.charAt(0) == '-';
    // Counts downwards, since the negative range is the larger one.
    long value = 0;
    boolean fits = digits.length() < MAX_DIGITS;
    for (int i = 0; i < digits.length() && fits; i++) {
      int d = digits.charAt(i) - '0';
      fits = value > Long.MIN_VALUE / 10 || value == Long.MIN_VALUE / 10 && d <= 8;
      value = value * 10 - d;
    }
    if (!fits || !negative && value == Long.MIN_VALUE) {
      throw new ArithmeticException("not a signed 64-bit integer: " + shown());
    }
    return negative ? value : -value;
  }

  /** The value as 64 unsigned bits; throws {@link ArithmeticException} if it is none. */
  public long unsignedLongValueExact() {
    String digits = wholeDigits();
    boolean fits = text.charAt(0) != '-' || digits.equals("0");
    long value = 0;
    for (int i = 0; i < digits.length() && fits; i++) {
      int d = digits.charAt(i) - '0';
      // 2^64 - 1 is 18446744073709551615: ten times a tenth of it, and 5.
      int order = Long.compareUnsigned(value, 0x1999999999999999L);
      fits = order < 0 || order == 0 && d <= 5;
      value = value * 10 + d;
    }
    if (!fits) {
      throw new ArithmeticException("not an unsigned 64-bit integer: " + shown());
    }
    return value;
  }

  /**
   * The digits of the magnitude if the value is whole, at most {@link #MAX_DIGITS}; never expands
   * an exponent beyond that.
   */
  private String wholeDigits() {
    int start = text.charAt(0) == '-' ? 1 : 0;
    int i = start;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      if (i - start > MAX_DIGITS) {
        throw new ArithmeticException("not a 64-bit integer: " + shown());
      }
      return text.substring(start);
    }
    return scaledDigits(start, i);
  }

  private String scaledDigits(int start, int intEnd) {
    var digits = new StringBuilder();
    digits.append(text, start, intEnd);
    int i = intEnd;
    long scale = 0;
    if (text.charAt(i) == '.') {
      int fraction = ++i;
      while (i < text.length() && isDigit(text.charAt(i))) {
        i++;
      }
      digits.append(text, fraction, i);
      scale = fraction - (long) i;
    }
    if (i < text.length()) {
      scale += exponent(i + 1);
    }
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '0') {
      end--;
      scale++;
    }
    int first = 0;
    while (first < end && digits.charAt(first) == '0') {
      first++;
    }
    if (first == end) {
      return "0";
    }
    if (scale < 0 || end - first + scale > MAX_DIGITS) {
      throw new ArithmeticException("not a 64-bit integer: " + shown());
    }
    var whole = new StringBuilder(digits.substring(first, end));
    for (long zero = 0; zero < scale; zero++) {
      whole.append('0');
    }
    return whole.toString();
  }

  /** The exponent; beyond a trillion, which no text in memory can level out, a trillion. */
  private long exponent(int from) {
    int i = from;
    boolean negative = text.charAt(i) == '-';
    if (negative || text.charAt(i) == '+') {
      i++;
    }
    long value = 0;
    for (; i < text.length(); i++) {
      value = Math.min(value * 10 + (text.charAt(i) - '0'), 1_000_000_000_000L);
    }
    return negative ? -value : value;
  }

  private String shown() {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean grammatical(String text) {
    int n = text.length();
    int i = n > 0 && text.charAt(0) == '-' ? 1 : 0;
    int end = digits(text, i);
    if (end == i || end - i > 1 && text.charAt(i) == '0') {
      return false;
    }
    i = end;
    if (i < n && text.charAt(i) == '.') {
      end = digits(text, i + 1);
      if (end == i + 1) {
        return false;
      }
      i = end;
    }
    if (i < n && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      i++;
      if (i < n && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
        i++;
      }
      end = digits(text, i);
      if (end == i) {
        return false;
      }
      i = end;
    }
    return i == n;
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
