package dev.morph.base.cbor;

/** The bytes are not CBOR as it is read here, or a text cannot be written as CBOR. */
public final class CborException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A fault of writing.
   *
   * @param message what was seen and what is accepted
   */
  public CborException(String message) {
    super(message);
  }

  /**
   * A fault of the bytes.
   *
   * @param message what was seen and what is accepted; the place is added to it
   * @param offset where it was seen, in bytes from 0
   */
  CborException(String message, int offset) {
    super(message + " (CBOR, at byte " + offset + ")");
  }
}
