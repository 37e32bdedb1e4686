package dev.morph.component.abi;

import java.nio.charset.StandardCharsets;

/** Strict UTF-8 (Unicode 16, table 3-7). */
final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /**
   * The index of the first byte that is not part of well-formed UTF-8, or -1.
   *
   * @param text what the platform decoded from the bytes; it has U+FFFD for each wrong sequence, so
   *     that only texts with that character need be looked at byte by byte
   */
  static int firstFault(String text, byte[] bytes) {
    return text.indexOf(REPLACEMENT) < 0 ? -1 : firstFault(bytes);
  }

  static int firstFault(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int lead = bytes[at] & 0xFF;
      int length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      if (length == 0 || lead > 0xF4 || length > bytes.length - at) {
        return at;
      }
      if (length > 1 && !continues(lead, bytes, at, length)) {
        return at;
      }
      at += length;
    }
    return -1;
  }

  private static boolean continues(int lead, byte[] bytes, int at, int length) {
    int second = bytes[at + 1] & 0xFF;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return false;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of a text; a surrogate without its partner, which no UTF-8 has, becomes U+FFFD. */
  static byte[] encode(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return wellFormed(text, i).getBytes(StandardCharsets.UTF_8);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String wellFormed(String text, int from) {
    StringBuilder fixed = new StringBuilder(text.length()).append(text, 0, from);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        fixed.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        fixed.append(c).append(text.charAt(++i));
      } else {
        fixed.append(REPLACEMENT);
      }
    }
    return fixed.toString();
  }
}
