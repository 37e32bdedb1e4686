package dev.morph.base;

/**
 * The SHA-256 of some bytes, by which files, packages and approvals are named.
 *
 * @param hex 64 hexadecimal digits, small letters
 */
public record Digest(String hex) {
  private static final String PREFIX = "sha256:";
  private static final String DIGITS = "0123456789abcdef";
  private static final int LENGTH = 64;

  /**
   * @throws IllegalArgumentException if these are not 64 digits in small letters
   */
  public Digest {
    boolean sound = hex.length() == LENGTH;
    for (int i = 0; i < hex.length() && sound; i++) {
      sound = DIGITS.indexOf(hex.charAt(i)) >= 0;
    }
    if (!sound) {
      throw new IllegalArgumentException(
          "a digest has 64 hexadecimal digits in small letters; found \"" + hex + "\"");
    }
  }

  /** The digest of these bytes. */
  public static Digest of(byte[] bytes) {
    var hex = new StringBuilder(LENGTH);
    for (byte b : Sha256.hash(bytes)) {
      hex.append(DIGITS.charAt(b >> 4 & 0xF)).append(DIGITS.charAt(b & 0xF));
    }
    return new Digest(hex.toString());
  }

  /**
   * Reads {@code sha256:<hex>}.
   *
   * @throws IllegalArgumentException for any other text; the message says what is accepted
   */
  public static Digest parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "a digest is written sha256:<64 hexadecimal digits>; found \"" + text + "\"");
    }
    return new Digest(text.substring(PREFIX.length()));
  }

  /** {@code sha256:<hex>}, which {@link #parse} reads. */
  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
