package dev.morph.builtins.elm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type as a source says it. */
sealed interface TypeSyntax {
  Span span();

  record Variable(Identifier name) implements TypeSyntax {
    @Override
    public Span span() {
      return name.span();
    }
  }

  record Named(Qualified name, List<TypeSyntax> arguments, Span span) implements TypeSyntax {}

  record Tuple(List<TypeSyntax> elements, Span span) implements TypeSyntax {}

  /**
   * A record.
   *
   * @param base the variable of an extensible one
   */
  @SuppressWarnings("AvoidCommonTypeNames") // as the language calls it
  record Record(@Nullable Identifier base, List<Field> fields, Span span) implements TypeSyntax {}

  /**
   * A function.
   *
   * @param parameters one or more
   */
  record Function(List<TypeSyntax> parameters, TypeSyntax result) implements TypeSyntax {
    @Override
    public Span span() {
      return parameters.getFirst().span().to(result.span());
    }
  }

  record Unit(Span span) implements TypeSyntax {}

  record Field(Identifier name, TypeSyntax type) {}
}
