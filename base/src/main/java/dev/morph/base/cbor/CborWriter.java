package dev.morph.base.cbor;

import dev.morph.base.Utf8;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes CBOR (RFC 8949) items one by one into a buffer that grows: definite lengths, shortest
 * heads, shortest floating point numbers. That so many items follow a head as it says is the
 * caller's part. Not safe for several threads.
 */
public final class CborWriter {
  private static final int TAG_BIG = 2;
  private static final int TAG_BIG_NEGATIVE = 3;
  private static final int TAG_DECIMAL = 4;
  private static final int FALSE = 20;
  private static final int TRUE = 21;
  private static final int NULL = 22;
  private static final int HALF = 0xF9;
  private static final int SINGLE = 0xFA;
  private static final int DOUBLE = 0xFB;

  private byte[] out;
  private int length;

  /**
   * A writer.
   *
   * @param room how many bytes there will be, about
   */
  public CborWriter(int room) {
    out = new byte[Math.max(room, 16)];
  }

  /** What was written. */
  public byte[] toByteArray() {
    return length == out.length ? out : Arrays.copyOf(out, length);
  }

  /** Begins a map of so many pairs. */
  public CborWriter map(int pairs) {
    return head(CborReader.MAP, pairs);
  }

  /** Begins an array of so many items. */
  public CborWriter array(int items) {
    return head(CborReader.ARRAY, items);
  }

  /** Writes 64 unsigned bits. */
  public CborWriter unsigned(long value) {
    return head(CborReader.UNSIGNED, value);
  }

  /** Writes a whole number; one of more than 64 bits as tag 2 or 3. */
  public CborWriter integer(BigInteger value) {
    boolean negative = value.signum() < 0;
    BigInteger argument = negative ? value.not() : value;
    if (argument.bitLength() <= 64) {
      return head(negative ? CborReader.NEGATIVE : CborReader.UNSIGNED, argument.longValue());
    }
    byte[] magnitude = argument.toByteArray();
    int sign = magnitude[0] == 0 ? 1 : 0;
    head(CborReader.TAG, negative ? TAG_BIG_NEGATIVE : TAG_BIG);
    return bytes(CborReader.BYTES, Arrays.copyOfRange(magnitude, sign, magnitude.length));
  }

  /** Writes a decimal number with its scale, as tag 4. */
  public CborWriter decimal(BigDecimal value) {
    head(CborReader.TAG, TAG_DECIMAL).array(2);
    integer(BigInteger.valueOf(-(long) value.scale()));
    return integer(value.unscaledValue());
  }

  /** Writes a floating point number in the fewest bits that keep it. */
  public CborWriter floating(double value) {
    float single = (float) value;
    if (Double.compare(single, value) != 0) {
      return fixed(DOUBLE, Double.doubleToRawLongBits(value), 8);
    }
    int half = Half.bits(single);
    return half >= 0 ? fixed(HALF, half, 2) : fixed(SINGLE, Float.floatToRawIntBits(single), 4);
  }

  /** Writes true or false. */
  public CborWriter bool(boolean value) {
    return head(CborReader.SIMPLE, value ? TRUE : FALSE);
  }

  /** Writes null. */
  public CborWriter nothing() {
    return head(CborReader.SIMPLE, NULL);
  }

  /**
   * Writes text.
   *
   * @throws CborException if it holds half of a surrogate pair
   */
  public CborWriter text(String text) {
    if (!Utf8.isEncodable(text)) {
      throw new CborException(
          "a text with half of a surrogate pair cannot be written as CBOR; mend the text");
    }
    return bytes(CborReader.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a byte string. */
  public CborWriter bytes(byte[] bytes) {
    return bytes(CborReader.BYTES, bytes);
  }

  private CborWriter bytes(int major, byte[] bytes) {
    head(major, bytes.length);
    ensure(bytes.length);
    System.arraycopy(bytes, 0, out, length, bytes.length);
    length += bytes.length;
    return this;
  }

  /** An item's first byte and its argument, as short as can be. */
  private CborWriter head(int major, long argument) {
    ensure(9);
    int top = major << 5;
    if (Long.compareUnsigned(argument, 24) < 0) {
      out[length++] = (byte) (top | (int) argument);
      return this;
    }
    int power = 0;
    while (power < 3 && argument >>> (8 << power) != 0) {
      power++;
    }
    return fixed(top | 24 + power, argument, 1 << power);
  }

  private CborWriter fixed(int first, long bits, int width) {
    ensure(9);
    out[length++] = (byte) first;
    for (int shift = 8 * width - 8; shift >= 0; shift -= 8) {
      out[length++] = (byte) (bits >>> shift);
    }
    return this;
  }

  private void ensure(int more) {
    if (out.length - length < more) {
      out = Arrays.copyOf(out, Math.max(out.length + out.length / 2, length + more));
    }
  }
}
