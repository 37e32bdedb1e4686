package dev.morph.base.json;

/** The text is not JSON by RFC 8259, or breaks a limit of the reader. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String fault;
  private final long offset;

  /**
   * @param message what was seen and what is accepted; the offset is added to it
   * @param offset where the fault was seen, in bytes (or chars for text input) from 0
   */
  public JsonException(String message, long offset) {
    super(message + " (at offset " + offset + ")");
    this.fault = message;
    this.offset = offset;
  }

  /** Where the fault was seen, in bytes (or chars for text input) from 0. */
  public long offset() {
    return offset;
  }

  /** The same fault at another place. */
  JsonException at(long other) {
    return new JsonException(fault, other);
  }
}
