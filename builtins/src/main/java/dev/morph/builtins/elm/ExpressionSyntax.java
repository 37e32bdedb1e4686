package dev.morph.builtins.elm;

import dev.morph.ir.Literal;
import java.util.List;

/** An expression as a source says it. */
sealed interface ExpressionSyntax {
  Span span();

  record Constant(Literal literal, Span span) implements ExpressionSyntax {}

  /** A variable, a value of a module or a constructor. */
  record Named(Qualified name) implements ExpressionSyntax {
    @Override
    public Span span() {
      return name.span();
    }
  }

  /** An operator as a function. */
  record Operator(String symbol, Span span) implements ExpressionSyntax {}

  record Unit(Span span) implements ExpressionSyntax {}

  record Tuple(List<ExpressionSyntax> elements, Span span) implements ExpressionSyntax {}

  record Items(List<ExpressionSyntax> items, Span span) implements ExpressionSyntax {}

  @SuppressWarnings("AvoidCommonTypeNames") // as the language calls it
  record Record(List<Field> fields, Span span) implements ExpressionSyntax {}

  record Update(Identifier target, List<Field> fields, Span span) implements ExpressionSyntax {}

  /**
   * Fields of fields of a value.
   *
   * @param names one or more, from the outermost
   */
  record Access(ExpressionSyntax target, List<Identifier> names) implements ExpressionSyntax {
    @Override
    public Span span() {
      return target.span().to(names.getLast().span());
    }
  }

  record FieldFunction(Identifier name) implements ExpressionSyntax {
    @Override
    public Span span() {
      return name.span();
    }
  }

  /**
   * A function and its arguments.
   *
   * @param arguments one or more
   */
  record Application(ExpressionSyntax function, List<ExpressionSyntax> arguments)
      implements ExpressionSyntax {
    @Override
    public Span span() {
      return function.span().to(arguments.getLast().span());
    }
  }

  record Negation(ExpressionSyntax operand, Span span) implements ExpressionSyntax {}

  /**
   * Operands with operators between them, as they stand; precedence is for later.
   *
   * @param operators one fewer than operands
   */
  record Chain(List<ExpressionSyntax> operands, List<Identifier> operators)
      implements ExpressionSyntax {
    @Override
    public Span span() {
      return operands.getFirst().span().to(operands.getLast().span());
    }
  }

  record If(
      ExpressionSyntax condition, ExpressionSyntax then, ExpressionSyntax otherwise, Span span)
      implements ExpressionSyntax {}

  record Case(ExpressionSyntax value, List<Branch> branches, Span span)
      implements ExpressionSyntax {}

  record Let(List<Local> locals, ExpressionSyntax in, Span span) implements ExpressionSyntax {}

  record Lambda(List<PatternSyntax> parameters, ExpressionSyntax body, Span span)
      implements ExpressionSyntax {}

  record Field(Identifier name, ExpressionSyntax value) {}

  record Branch(PatternSyntax pattern, ExpressionSyntax body) {}

  /** A definition of a let. */
  sealed interface Local {
    /** What it is made of. */
    ExpressionSyntax body();

    record Defined(FunctionSyntax function) implements Local {
      @Override
      public ExpressionSyntax body() {
        return function.body();
      }
    }

    record Destructured(PatternSyntax pattern, ExpressionSyntax body) implements Local {}
  }
}
