package dev.morph.sdk;

/** The host refused or failed a call; a denial names the grant that would allow it. */
public final class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  HostException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** A stable code, such as {@code permission-not-granted}. */
  public String code() {
    return code;
  }
}
