package dev.morph.runtime.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads and writes IP addresses in their one canonical form; never asks a resolver. */
final class IpAddress {
  private IpAddress() {}

  /** The four bytes of a dotted quad without leading zeros, or null. */
  static byte @Nullable [] parse4(String text) {
    byte[] address = new byte[4];
    int at = 0;
    for (int i = 0; i < 4; i++) {
      if (i > 0) {
        if (at == text.length() || text.charAt(at) != '.') {
          return null;
        }
        at++;
      }
      int start = at;
      int value = 0;
      while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
        value = value * 10 + text.charAt(at) - '0';
        at++;
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      if (at == start || value > 255 || leadingZero) {
        return null;
      }
      address[i] = (byte) value;
    }
    return at == text.length() ? address : null;
  }

  /**
   * The sixteen bytes of an address by RFC 4291, section 2.2, without brackets and zone; or null.
   */
  static byte @Nullable [] parse6(String text) {
    int[] groups = new int[8];
    int count = 0;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      int start = at;
      int value = 0;
      while (at < text.length() && at - start < 4 && Character.digit(text.charAt(at), 16) >= 0) {
        if (text.charAt(at) > 'f') {
          return null;
        }
        value = value * 16 + Character.digit(text.charAt(at), 16);
        at++;
      }
      if (at < text.length() && text.charAt(at) == '.') {
        byte[] tail = parse4(text.substring(start));
        if (tail == null || count > 6) {
          return null;
        }
        groups[count++] = (tail[0] & 0xff) << 8 | (tail[1] & 0xff);
        groups[count++] = (tail[2] & 0xff) << 8 | (tail[3] & 0xff);
        at = text.length();
        break;
      }
      if (at == start || count == 8) {
        return null;
      }
      groups[count++] = value;
      if (at == text.length()) {
        break;
      }
      if (text.charAt(at++) != ':' || at == text.length()) {
        return null;
      }
      if (text.charAt(at) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = count;
        at++;
      }
    }
    if (gap < 0 ? count != 8 : count > 7) {
      return null;
    }
    byte[] address = new byte[16];
    for (int i = 0; i < count; i++) {
      int to = gap >= 0 && i >= gap ? 8 - count + i : i;
      address[2 * to] = (byte) (groups[i] >> 8);
      address[2 * to + 1] = (byte) groups[i];
    }
    return address;
  }

  /** The canonical text (RFC 5952, no dotted tail), without brackets. */
  static String text6(byte[] address) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
    }
    int gapStart = -1;
    int gapLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > gapLength) {
        gapStart = i;
        gapLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == gapStart) {
        out.append("::");
        i += gapLength - 1;
        continue;
      }
      if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
        out.append(':');
      }
      out.append(Integer.toHexString(groups[i]));
    }
    return out.toString();
  }

  /** Four bytes as a dotted quad. */
  static String text4(byte[] address) {
    StringBuilder out = new StringBuilder();
    for (byte part : address) {
      out.append(out.isEmpty() ? "" : ".").append(part & 0xff);
    }
    return out.toString();
  }

  /** True if the first {@code bits} bits are the same. */
  static boolean samePrefix(byte[] a, byte[] b, int bits) {
    int whole = bits / 8;
    if (a.length != b.length || !Arrays.equals(Arrays.copyOf(a, whole), Arrays.copyOf(b, whole))) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || ((a[whole] ^ b[whole]) & 0xff & (0xff << (8 - rest))) == 0;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
