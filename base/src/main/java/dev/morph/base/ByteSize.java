package dev.morph.base;

/**
 * A number of bytes.
 *
 * @param bytes 0 or more
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final String[] UNITS = {"GiB", "MiB", "KiB"};
  private static final long[] FACTORS = {1L << 30, 1L << 20, 1L << 10};

  /**
   * @throws IllegalArgumentException if the number is negative
   */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size cannot be negative: " + bytes);
    }
  }

  /** So many KiB. */
  public static ByteSize kib(long count) {
    return new ByteSize(Math.multiplyExact(count, FACTORS[2]));
  }

  /** So many MiB. */
  public static ByteSize mib(long count) {
    return new ByteSize(Math.multiplyExact(count, FACTORS[1]));
  }

  /** So many GiB. */
  public static ByteSize gib(long count) {
    return new ByteSize(Math.multiplyExact(count, FACTORS[0]));
  }

  /**
   * Reads a whole number of bytes, or of {@code KiB}, {@code MiB} or {@code GiB}, as {@code 64KiB}.
   *
   * @throws IllegalArgumentException for any other text, a sign or white space too, and for sizes
   *     of 2^63 bytes and more
   */
  public static ByteSize parse(String text) {
    long factor = 1;
    String number = text;
    for (int i = 0; i < UNITS.length; i++) {
      if (text.endsWith(UNITS[i])) {
        factor = FACTORS[i];
        number = text.substring(0, text.length() - UNITS[i].length());
      }
    }
    if (number.isEmpty()) {
      throw invalid(text);
    }
    long count = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(i) - '0';
      if (digit < 0 || digit > 9 || count > (Long.MAX_VALUE - digit) / 10) {
        throw invalid(text);
      }
      count = count * 10 + digit;
    }
    if (count > Long.MAX_VALUE / factor) {
      throw invalid(text);
    }
    return new ByteSize(count * factor);
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "a size is a whole number of bytes below 2^63, or with KiB, MiB or GiB, as 64KiB; found \""
            + text
            + "\"");
  }

  /** The size in the largest unit that divides it, as {@link #parse} reads it. */
  @Override
  public String toString() {
    for (int i = 0; i < UNITS.length; i++) {
      if (bytes != 0 && bytes % FACTORS[i] == 0) {
        return bytes / FACTORS[i] + UNITS[i];
      }
    }
    return Long.toString(bytes);
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }
}
