package dev.morph.base;

import java.util.Base64;

/** Bytes as text: base64 of the standard alphabet with padding (RFC 4648, section 4). */
public final class Base64Text {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final byte[] VALUES = values();

  private Base64Text() {}

  private static byte[] values() {
    byte[] values = new byte[128];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) ALPHABET.indexOf((char) i);
    }
    return values;
  }

  /** The bytes as text, in one line. */
  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * The bytes of a text. Each sequence of bytes has one text: other alphabets, white space, missing
   * padding and bits beyond the last byte are refused.
   *
   * @throws IllegalArgumentException if the text is not such base64; the message says what is wrong
   */
  public static byte[] decode(String text) {
    int length = text.length();
    if (length % 4 != 0) {
      throw new IllegalArgumentException(
          "base64 of "
              + length
              + " characters; a multiple of four is wanted, with '=' as padding at the end");
    }
    int padding = 0;
    while (padding < 2 && padding < length && text.charAt(length - 1 - padding) == '=') {
      padding++;
    }
    byte[] out = new byte[(int) (length / 4 * 3L - padding)];
    int bits = 0;
    int count = 0;
    int at = 0;
    for (int i = 0; i < length - padding; i++) {
      char c = text.charAt(i);
      int value = c < 128 ? VALUES[c] : -1;
      if (value < 0) {
        throw new IllegalArgumentException(
            "a character at "
                + i
                + " that is not base64; the letters, digits, '+' and '/' are, and up to two '=' at"
                + " the end");
      }
      bits = bits << 6 | value;
      if (++count == 4) {
        out[at++] = (byte) (bits >> 16);
        out[at++] = (byte) (bits >> 8);
        out[at++] = (byte) bits;
        bits = 0;
        count = 0;
      }
    }
    int spare = 0;
    if (count == 3) {
      out[at++] = (byte) (bits >> 10);
      out[at] = (byte) (bits >> 2);
      spare = bits & 3;
    } else if (count == 2) {
      out[at] = (byte) (bits >> 4);
      spare = bits & 15;
    }
    if (spare != 0) {
      throw new IllegalArgumentException("base64 whose last character has bits beyond the bytes");
    }
    return out;
  }
}
