package dev.morph.base;

/** Checks of UTF-8 (RFC 3629) before a decoder that would replace what is wrong. */
public final class Utf8 {
  private Utf8() {}

  /**
   * True if these bytes are UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF, no
   * character that is cut off.
   *
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  public static boolean isValid(byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 0 || length > bytes.length - offset) {
      throw new IndexOutOfBoundsException("offset " + offset + ", length " + length);
    }
    int end = offset + length;
    int i = offset;
    while (i < end) {
      if (bytes[i] >= 0) {
        i++;
      } else {
        int width = widthAt(bytes, i, end);
        if (width == 0) {
          return false;
        }
        i += width;
      }
    }
    return true;
  }

  /**
   * How many bytes the character of several bytes takes that begins here; 0 if it is not UTF-8 or
   * does not end before {@code end}.
   */
  public static int widthAt(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    int width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0xC2 || lead > 0xF4 || width > end - at) {
      return 0;
    }
    // The second byte also rules out overlong forms, surrogates and what is above U+10FFFF.
    int second = bytes[at + 1] & 0xFF;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = at + 2; i < at + width; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return width;
  }

  /** True if the text has no half of a surrogate pair, which UTF-8 cannot express. */
  public static boolean isEncodable(String text) {
    return loneSurrogate(text) < 0;
  }

  /** Where the first half of a surrogate pair stands alone, or -1. */
  public static int loneSurrogate(String text) {
    int n = text.length();
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == n
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
