package dev.morph.base;

import dev.morph.base.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The root of every error that Morph raises: a stable code, a message for people and values for
 * programs.
 */
public class MorphException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient JsonObject details;

  /** An error without values. */
  public MorphException(ErrorCode code, String message) {
    this(code, message, JsonObject.EMPTY, null);
  }

  /** An error with the fault that caused it. */
  public MorphException(ErrorCode code, String message, @Nullable Throwable cause) {
    this(code, message, JsonObject.EMPTY, cause);
  }

  /** An error with values. */
  public MorphException(ErrorCode code, String message, JsonObject details) {
    this(code, message, details, null);
  }

  /**
   * An error with values and the fault that caused it.
   *
   * @param message control characters are escaped, and what is above 4,000 characters is left out;
   *     but an action's own message ({@code action-failed}) stays as it is
   */
  public MorphException(
      ErrorCode code, String message, JsonObject details, @Nullable Throwable cause) {
    super(shown(code, message), cause);
    this.code = code;
    this.details = details;
  }

  private static @Nullable String shown(ErrorCode code, @Nullable String message) {
    return message == null || code == ErrorCode.ACTION_FAILED ? message : Shown.line(message);
  }

  /** The stable code. */
  public ErrorCode code() {
    return code;
  }

  /** What was seen and what is accepted, for programs; empty if there is nothing to add. */
  public JsonObject details() {
    return details == null ? JsonObject.EMPTY : details;
  }

  /** The message, never null. */
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? code.meaning() : message;
  }
}
