package dev.morph.builtins.elm;

/**
 * A stretch of a source; lines and columns from 1, columns in UTF-16 units.
 *
 * @param endColumn the column after the last character
 */
record Span(int startLine, int startColumn, int endLine, int endColumn) {
  /** From the start of this one to the end of another. */
  Span to(Span end) {
    return new Span(startLine, startColumn, end.endLine, end.endColumn);
  }
}
