package dev.morph.builtins.java;

/** A definition that cannot be said in Java; its method throws instead. */
final class Unsayable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  Unsayable(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
