package dev.morph.sdk;

/** What an action throws to answer an error of its own. */
public final class ActionException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  /**
   * @param code the extension's own, in small letters and hyphens
   * @param message for people: what was seen, what is accepted, what to do
   */
  public ActionException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The extension's own code. */
  public String code() {
    return code;
  }
}
