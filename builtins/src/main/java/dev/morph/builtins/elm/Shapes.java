package dev.morph.builtins.elm;

import java.util.List;

/** Rules that types, patterns and expressions share. */
final class Shapes {
  private static final int WIDEST_TUPLE = 3;

  private Shapes() {}

  /** The elements of a tuple, two or three. */
  static <T> List<T> tuple(List<T> elements, Span span) {
    if (elements.size() > WIDEST_TUPLE) {
      throw new SyntaxException(
          ElmFault.SYNTAX_ERROR,
          span,
          "A tuple has two or three parts, not " + elements.size() + ". Use a record for more.");
    }
    return List.copyOf(elements);
  }
}
