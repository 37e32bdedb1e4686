package dev.morph.base.json;

/** The text is not JSON by RFC 8259, or breaks a limit of the reader. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of fault it is. */
  public enum Kind {
    /** It is not JSON. */
    SYNTAX,
    /** An object has two members of one name. */
    DUPLICATE_MEMBER,
    /** Arrays and objects are nested deeper than the reader's limit. */
    TOO_DEEP
  }

  private final Kind kind;
  private final String fault;
  private final long offset;

  /**
   * A fault of syntax.
   *
   * @param message what was seen and what is accepted; the offset is added to it
   * @param offset where the fault was seen, in bytes (or chars for text input) from 0
   */
  public JsonException(String message, long offset) {
    this(Kind.SYNTAX, message, offset);
  }

  JsonException(Kind kind, String message, long offset) {
    super(message + " (at offset " + offset + ")");
    this.kind = kind;
    this.fault = message;
    this.offset = offset;
  }

  /** What kind of fault it is. */
  public Kind kind() {
    return kind;
  }

  /** Where the fault was seen, in bytes (or chars for text input) from 0. */
  public long offset() {
    return offset;
  }

  /** The same fault at another place. */
  JsonException at(long other) {
    return new JsonException(kind, fault, other);
  }
}
