package dev.morph.builtins.java;

/**
 * An expression of Java.
 *
 * @param type what Java takes it for
 */
record Code(String text, JavaType type, Form form) {
  /** How an expression can stand within others. */
  enum Form {
    /** A name or a short constant: may be repeated. */
    NAME,
    /** Needs no parentheses. */
    CLOSED,
    /** Needs parentheses as an operand. */
    OPEN,
    /** Operands with {@code &&} between them. */
    AND,
    /** Operands with {@code ||} between them. */
    OR,
    /** A lambda: has no type of its own. */
    LAMBDA
  }

  static Code name(String text, JavaType type) {
    return new Code(text, type, Form.NAME);
  }

  static Code closed(String text, JavaType type) {
    return new Code(text, type, Form.CLOSED);
  }

  static Code open(String text, JavaType type) {
    return new Code(text, type, Form.OPEN);
  }

  static Code lambda(String text, JavaType type) {
    return new Code(text, type, Form.LAMBDA);
  }

  boolean isName() {
    return form == Form.NAME;
  }

  /** The text as an operand of the same operator. */
  String operandOf(Form operator) {
    return form == operator ? text : operand();
  }

  /** The text as an operand. */
  String operand() {
    return form == Form.NAME || form == Form.CLOSED ? text : "(" + text + ")";
  }
}
