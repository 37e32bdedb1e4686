package dev.morph.builtins.elm;

/** A fault that ends the reading of a declaration. */
final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ElmFault fault;
  private final transient Span span;

  SyntaxException(ElmFault fault, Span span, String message) {
    super(message);
    this.fault = fault;
    this.span = span;
  }

  ElmFault fault() {
    return fault;
  }

  Span span() {
    return span;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
