package dev.morph.base.json;

import java.math.BigDecimal;

/**
 * A JSON number, kept as the text that stood in the document until it is asked for.
 *
 * @param text the number by RFC 8259, section 6
 */
public record JsonNumber(String text) implements JsonValue {
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

  /** The exact value. */
  public BigDecimal decimal() {
    return new BigDecimal(text);
  }

  /** The nearest double; may be infinite. */
  public double doubleValue() {
    return Double.parseDouble(text);
  }

  /** The value as a signed 64-bit integer; throws {@link ArithmeticException} if it is none. */
  public long longValueExact() {
    return decimal().longValueExact();
  }

  /** The value as 64 unsigned bits; throws {@link ArithmeticException} if it is none. */
  public long unsignedLongValueExact() {
    var integer = decimal().toBigIntegerExact();
    if (integer.signum() < 0 || integer.bitLength() > 64) {
      throw new ArithmeticException("not an unsigned 64-bit integer: " + text);
    }
    return integer.longValue();
  }
}
