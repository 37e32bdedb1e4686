package dev.morph.testkit;

/** The text is not a module that the assembler knows; says where and what. */
public final class WatException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int line;
  private final int column;

  WatException(String message, int line, int column) {
    super(line + ":" + column + ": " + message);
    this.line = line;
    this.column = column;
  }

  /** Line of the fault, from 1. */
  public int line() {
    return line;
  }

  /** Column of the fault in chars, from 1. */
  public int column() {
    return column;
  }
}
