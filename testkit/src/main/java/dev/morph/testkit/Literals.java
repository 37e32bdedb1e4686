package dev.morph.testkit;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Number literals of the text format. */
final class Literals {
  private static final Pattern DECIMAL = Pattern.compile("\\d+(\\.\\d*)?([eE][+-]?\\d+)?");
  private static final Pattern HEX =
      Pattern.compile("0x\\p{XDigit}+(\\.\\p{XDigit}*)?([pP][+-]?\\d+)?");
  private static final Pattern UNDERSCORE = Pattern.compile("(?<=\\p{XDigit})_(?=\\p{XDigit})");

  private Literals() {}

  /** An integer of this many bits, signed or unsigned; sign-extended to 64 bits. */
  static long integer(Node.Word word, int bits) {
    BigInteger value = whole(word, word.text());
    if (value.compareTo(BigInteger.ONE.shiftLeft(bits - 1).negate()) < 0
        || value.bitLength() > bits) {
      throw word.fault(word.text() + " does not fit in " + bits + " bits");
    }
    long low = value.longValue();
    return bits == 64 ? low : low << (64 - bits) >> (64 - bits);
  }

  /** A number from 0 to 2^64-1 (offsets and sizes). */
  static long unsigned(Node.Word word, String text) {
    BigInteger value = whole(word, text);
    if (value.signum() < 0 || value.bitLength() > 64) {
      throw word.fault("a number from 0 is wanted, and this is " + text);
    }
    return value.longValue();
  }

  private static BigInteger whole(Node.Word word, String text) {
    String digits = UNDERSCORE.matcher(text).replaceAll("");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    boolean hex = digits.startsWith("0x");
    String plain = hex ? digits.substring(2) : digits;
    if (!plain.matches(hex ? "\\p{XDigit}+" : "\\d+")) {
      throw word.fault("no whole number: " + text);
    }
    var value = new BigInteger(plain, hex ? 16 : 10);
    return negative ? value.negate() : value;
  }

  /** The bits of an f32. */
  static int float32(Node.Word word) {
    String text = word.text();
    int sign = text.startsWith("-") ? 0x8000_0000 : 0;
    String body = body(text);
    if (body.equals("inf")) {
      return sign | 0x7f80_0000;
    } else if (body.equals("nan")) {
      return sign | 0x7fc0_0000;
    } else if (body.startsWith("nan:")) {
      return sign | 0x7f80_0000 | (int) payload(word, body, 23);
    }
    float value = Float.parseFloat(javaForm(word, body));
    if (Float.isInfinite(value)) {
      throw word.fault(text + " does not fit in f32");
    }
    return sign | Float.floatToRawIntBits(value);
  }

  /** The bits of an f64. */
  static long float64(Node.Word word) {
    String text = word.text();
    long sign = text.startsWith("-") ? Long.MIN_VALUE : 0;
    String body = body(text);
    if (body.equals("inf")) {
      return sign | 0x7ff0_0000_0000_0000L;
    } else if (body.equals("nan")) {
      return sign | 0x7ff8_0000_0000_0000L;
    } else if (body.startsWith("nan:")) {
      return sign | 0x7ff0_0000_0000_0000L | payload(word, body, 52);
    }
    double value = Double.parseDouble(javaForm(word, body));
    if (Double.isInfinite(value)) {
      throw word.fault(text + " does not fit in f64");
    }
    return sign | Double.doubleToRawLongBits(value);
  }

  private static String body(String text) {
    return text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
  }

  private static long payload(Node.Word word, String body, int bits) {
    long payload = unsigned(word, body.substring("nan:".length()));
    if (payload == 0 || payload >>> bits != 0) {
      throw word.fault("a NaN payload is from 1 to 2^" + bits + "-1");
    }
    return payload;
  }

  private static String javaForm(Node.Word word, String body) {
    String digits = UNDERSCORE.matcher(body).replaceAll("");
    if (DECIMAL.matcher(digits).matches()) {
      return digits;
    }
    if (HEX.matcher(digits).matches()) {
      return digits.contains("p") || digits.contains("P") ? digits : digits + "p0";
    }
    throw word.fault("no number: " + word.text());
  }
}
