package dev.morph.base.envelope;

/** The bytes are no envelope, or the envelope is of another content type than was asked for. */
public final class EnvelopeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EnvelopeException(String message) {
    super(message);
  }

  public EnvelopeException(String message, Throwable cause) {
    super(message, cause);
  }
}
