package dev.morph.morphir.sdk;

import java.util.UUID;

/** The halves of a UUID, by way of its text: on some platforms a UUID has nothing else. */
final class UUIDBits {
  private static final int HEX = 16;
  private static final String DASH = "-";

  private UUIDBits() {}

  /** The first 64 bits. */
  static long most(UUID uuid) {
    return parse(digits(uuid), 0);
  }

  /** The last 64 bits. */
  static long least(UUID uuid) {
    return parse(digits(uuid), HEX);
  }

  /** The UUID of these bits. */
  static UUID of(long most, long least) {
    String first = text(most);
    String second = text(least);
    return UUID.fromString(
        first.substring(0, 8)
            + DASH
            + first.substring(8, 12)
            + DASH
            + first.substring(12)
            + DASH
            + second.substring(0, 4)
            + DASH
            + second.substring(4));
  }

  /** The 64 bits of 16 digits of base 16. */
  static long parse(String digits, int from) {
    long bits = 0;
    for (int i = from; i < from + HEX; i++) {
      bits = bits << 4 | Character.digit(digits.charAt(i), HEX);
    }
    return bits;
  }

  private static String digits(UUID uuid) {
    return uuid.toString().replace(DASH, "");
  }

  private static String text(long bits) {
    String digits = Long.toHexString(bits);
    return "0".repeat(HEX - digits.length()) + digits;
  }
}
