package dev.morph.runtime.policy;

/** Text that a parser of this package does not take; each entry point gives it its own code. */
final class Refused extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }

  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
