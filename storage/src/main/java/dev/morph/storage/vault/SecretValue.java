package dev.morph.storage.vault;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a secret says: UTF-8 text of at most {@link #MAX_BYTES}. Never in a message: its own text is
 * {@code [redacted]}. Whoever has it closes it, which overwrites it; what {@link #text} answered
 * stays in memory until it is collected. For one thread.
 */
public final class SecretValue implements AutoCloseable {
  /** The most bytes of a value. */
  public static final int MAX_BYTES = 64 * 1024;

  private final byte[] utf8;
  private boolean closed;

  private SecretValue(byte[] utf8) {
    this.utf8 = utf8;
  }

  /**
   * A value of bytes, which are copied.
   *
   * @throws MorphException ({@code usage-invalid}) if they are too many or no UTF-8
   */
  public static SecretValue of(byte[] utf8) {
    return owning(utf8.clone());
  }

  /**
   * A value of a text.
   *
   * @throws MorphException ({@code usage-invalid}) if it is too long or has half a surrogate pair
   */
  public static SecretValue of(String text) {
    if (!Utf8.isEncodable(text)) {
      throw invalid("is no text: it has half a surrogate pair");
    }
    return owning(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A value that takes these bytes as they are, or overwrites them if they are none. */
  static SecretValue owning(byte[] utf8) {
    if (utf8.length > MAX_BYTES) {
      Arrays.fill(utf8, (byte) 0);
      throw invalid("has " + utf8.length + " bytes; at most " + MAX_BYTES + " are accepted");
    }
    if (!Utf8.isValid(utf8, 0, utf8.length)) {
      Arrays.fill(utf8, (byte) 0);
      throw invalid("is no UTF-8 text; encode bytes as base64");
    }
    return new SecretValue(utf8);
  }

  private static MorphException invalid(String fault) {
    return new MorphException(ErrorCode.USAGE_INVALID, "the value of the secret " + fault);
  }

  /**
   * The text.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public String text() {
    return new String(utf8(), StandardCharsets.UTF_8);
  }

  /** The bytes themselves, for what encrypts them. */
  byte[] utf8() {
    if (closed) {
      throw new IllegalStateException("the value was closed");
    }
    return utf8;
  }

  /** Its size in bytes. */
  public int size() {
    return utf8.length;
  }

  /** Overwrites it. */
  @Override
  public void close() {
    Arrays.fill(utf8, (byte) 0);
    closed = true;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
