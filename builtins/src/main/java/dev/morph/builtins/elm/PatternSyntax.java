package dev.morph.builtins.elm;

import dev.morph.ir.Literal;
import java.util.List;

/** A pattern as a source says it. */
sealed interface PatternSyntax {
  Span span();

  record Wildcard(Span span) implements PatternSyntax {}

  record Variable(Identifier name) implements PatternSyntax {
    @Override
    public Span span() {
      return name.span();
    }
  }

  record Constant(Literal literal, Span span) implements PatternSyntax {}

  record Unit(Span span) implements PatternSyntax {}

  record Tuple(List<PatternSyntax> elements, Span span) implements PatternSyntax {}

  record Items(List<PatternSyntax> items, Span span) implements PatternSyntax {}

  /**
   * The first items of a list, and the rest.
   *
   * @param heads one or more
   */
  record Cons(List<PatternSyntax> heads, PatternSyntax tail) implements PatternSyntax {
    @Override
    public Span span() {
      return heads.getFirst().span().to(tail.span());
    }
  }

  record Constructor(Qualified name, List<PatternSyntax> arguments, Span span)
      implements PatternSyntax {}

  /** Fields of a record, each a variable of its name. */
  record Fields(List<Identifier> names, Span span) implements PatternSyntax {}

  record As(PatternSyntax pattern, Identifier name) implements PatternSyntax {
    @Override
    public Span span() {
      return pattern.span().to(name.span());
    }
  }
}
