package dev.morph.builtins.elm;

import dev.morph.base.json.JsonNumber;
import dev.morph.builtins.elm.ExpressionSyntax.Branch;
import dev.morph.builtins.elm.ExpressionSyntax.Field;
import dev.morph.builtins.elm.ExpressionSyntax.Local;
import dev.morph.ir.Literal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads expressions and definitions of values. */
final class ExpressionParser {
  private final Cursor cursor;
  private final TypeParser types;
  private final PatternParser patterns;

  ExpressionParser(Cursor cursor, TypeParser types) {
    this.cursor = cursor;
    this.types = types;
    this.patterns = new PatternParser(cursor);
  }

  // ---- Definitions ----

  /** A definition, with its annotation if one stands before it. */
  FunctionSyntax function() {
    Identifier name = cursor.lower("a name to define");
    @Nullable TypeSyntax annotation = null;
    if (cursor.take(":")) {
      annotation = types.type();
      name = annotated(name);
    }
    List<PatternSyntax> parameters = patterns.atoms();
    cursor.expect("=", "and the value of " + Texts.shown(name.text()));
    return new FunctionSyntax(name, annotation, parameters, expression());
  }

  private Identifier annotated(Identifier name) {
    Token next = cursor.raw();
    boolean follows = next.kind() == Token.Kind.LOWER && next.text().equals(name.text());
    if (!follows || !cursor.continueItem()) {
      throw new SyntaxException(
          ElmFault.SYNTAX_ERROR,
          name.span(),
          "The definition of "
              + Texts.shown(name.text())
              + " does not follow its annotation. It begins in the same column, by the same name.");
    }
    return cursor.lower("a name to define");
  }

  // ---- Expressions ----

  ExpressionSyntax expression() {
    cursor.enter();
    ExpressionSyntax expression = isOpen(cursor.peek()) ? open() : chain();
    cursor.leave();
    return expression;
  }

  /** True for what goes on as far as it can: it has no end of its own. */
  private static boolean isOpen(Token token) {
    return token.is("if") || token.is("let") || token.is("case") || token.is("\\");
  }

  private ExpressionSyntax open() {
    return switch (cursor.peek().text()) {
      case "if" -> choice();
      case "let" -> let();
      case "case" -> match();
      default -> lambda();
    };
  }

  private ExpressionSyntax chain() {
    List<ExpressionSyntax> operands = new ArrayList<>();
    List<Identifier> operators = new ArrayList<>();
    operands.add(operand());
    while (isOperator(cursor.peek())) {
      Token operator = cursor.next();
      Operators.check(operator);
      operators.add(new Identifier(operator.text(), operator.span()));
      if (isOpen(cursor.peek())) {
        operands.add(expression());
        break;
      }
      operands.add(operand());
    }
    return operators.isEmpty()
        ? operands.getFirst()
        : new ExpressionSyntax.Chain(List.copyOf(operands), List.copyOf(operators));
  }

  private static boolean isOperator(Token token) {
    return token.kind() == Token.Kind.SYMBOL && Operators.looksLikeOne(token.text());
  }

  private ExpressionSyntax operand() {
    ExpressionSyntax function = cursor.is("-") ? negation() : term();
    List<ExpressionSyntax> arguments = new ArrayList<>();
    while (true) {
      if (startsTerm(cursor.peek())) {
        arguments.add(term());
      } else if (cursor.is("-") && isNegativeArgument()) {
        arguments.add(negation());
      } else {
        break;
      }
    }
    return arguments.isEmpty()
        ? function
        : new ExpressionSyntax.Application(function, List.copyOf(arguments));
  }

  /**
   * In {@code f -1} the minus belongs to the number, in {@code n - 1} and {@code n-1} it does not.
   */
  private boolean isNegativeArgument() {
    return !cursor.before().touches(cursor.raw()) && cursor.raw().touches(cursor.after());
  }

  private ExpressionSyntax negation() {
    Token minus = cursor.peek();
    if (!minus.touches(cursor.after())) {
      throw cursor.unexpected("a value (a minus touches what it negates)");
    }
    cursor.next();
    ExpressionSyntax operand = term();
    Span span = minus.span().to(operand.span());
    if (operand instanceof ExpressionSyntax.Constant constant) {
      if (constant.literal() instanceof Literal.WholeNumber number) {
        return new ExpressionSyntax.Constant(
            new Literal.WholeNumber(negated(number.value())), span);
      }
      if (constant.literal() instanceof Literal.Float number) {
        return new ExpressionSyntax.Constant(new Literal.Float(negated(number.value())), span);
      }
    }
    return new ExpressionSyntax.Negation(operand, span);
  }

  private static JsonNumber negated(JsonNumber number) {
    return number.text().equals("0") ? number : new JsonNumber("-" + number.text());
  }

  private static boolean startsTerm(Token token) {
    return switch (token.kind()) {
      case LOWER, UPPER, FIELD, WHOLE, FLOAT, CHAR, STRING -> true;
      case SYMBOL -> token.is("(") || token.is("[") || token.is("{");
      case KEYWORD, DOC, BROKEN, END -> false;
    };
  }

  private ExpressionSyntax term() {
    ExpressionSyntax atom = atom();
    List<Identifier> names = new ArrayList<>();
    while (cursor.peek().kind() == Token.Kind.FIELD && cursor.before().touches(cursor.peek())) {
      Token field = cursor.next();
      names.add(new Identifier(field.text(), field.span()));
    }
    return names.isEmpty() ? atom : new ExpressionSyntax.Access(atom, List.copyOf(names));
  }

  private ExpressionSyntax atom() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case LOWER, UPPER -> new ExpressionSyntax.Named(Qualified.of(cursor.next()));
      case FIELD -> {
        cursor.next();
        yield new ExpressionSyntax.FieldFunction(new Identifier(token.text(), token.span()));
      }
      case WHOLE -> constant(new Literal.WholeNumber(new JsonNumber(token.text())));
      case FLOAT -> constant(new Literal.Float(new JsonNumber(token.text())));
      case CHAR -> constant(new Literal.Char(token.text()));
      case STRING -> constant(new Literal.Text(token.text()));
      case SYMBOL ->
          switch (token.text()) {
            case "(" -> parentheses();
            case "[" -> list();
            case "{" -> record();
            default -> throw cursor.unexpected("a value");
          };
      case KEYWORD, DOC, BROKEN, END ->
          throw cursor.unexpected(
              isOpen(token) ? "a value; put parentheses around " + token.text() : "a value");
    };
  }

  private ExpressionSyntax constant(Literal literal) {
    return new ExpressionSyntax.Constant(literal, cursor.next().span());
  }

  private ExpressionSyntax parentheses() {
    Token open = cursor.next();
    if (cursor.is(")")) {
      return new ExpressionSyntax.Unit(open.span().to(cursor.next().span()));
    }
    if (isOperator(cursor.peek()) && cursor.after().is(")")) {
      Token operator = cursor.next();
      Operators.check(operator);
      return new ExpressionSyntax.Operator(
          operator.text(), open.span().to(cursor.expect(")", "after an operator").span()));
    }
    List<ExpressionSyntax> elements = new ArrayList<>();
    do {
      elements.add(expression());
    } while (cursor.take(","));
    Span span = open.span().to(cursor.expect(")", "or , of a value in parentheses").span());
    return elements.size() == 1
        ? elements.getFirst()
        : new ExpressionSyntax.Tuple(Shapes.tuple(elements, span), span);
  }

  private ExpressionSyntax list() {
    Token open = cursor.next();
    List<ExpressionSyntax> items = new ArrayList<>();
    if (!cursor.is("]")) {
      do {
        items.add(expression());
      } while (cursor.take(","));
    }
    Span span = open.span().to(cursor.expect("]", "or , of a list").span());
    return new ExpressionSyntax.Items(List.copyOf(items), span);
  }

  private ExpressionSyntax record() {
    Token open = cursor.next();
    if (cursor.is("}")) {
      return new ExpressionSyntax.Record(List.of(), open.span().to(cursor.next().span()));
    }
    Identifier name = cursor.lower("the name of a field, or of the record to change");
    if (cursor.take("|")) {
      List<Field> fields = fields(cursor.lower("the name of a field"));
      return new ExpressionSyntax.Update(name, fields, closed(open));
    }
    List<Field> fields = fields(name);
    return new ExpressionSyntax.Record(fields, closed(open));
  }

  private Span closed(Token open) {
    return open.span().to(cursor.expect("}", "or , of a record").span());
  }

  private List<Field> fields(Identifier first) {
    List<Field> fields = new ArrayList<>();
    fields.add(field(first));
    while (cursor.take(",")) {
      fields.add(field(cursor.lower("the name of a field")));
    }
    return List.copyOf(fields);
  }

  private Field field(Identifier name) {
    cursor.expect("=", "and a value, after the name of a field");
    return new Field(name, expression());
  }

  private ExpressionSyntax lambda() {
    Token start = cursor.next();
    List<PatternSyntax> parameters = patterns.atoms();
    if (parameters.isEmpty()) {
      throw cursor.unexpected("a parameter, after \\");
    }
    cursor.expect("->", "and the body of a function");
    ExpressionSyntax body = expression();
    return new ExpressionSyntax.Lambda(parameters, body, start.span().to(body.span()));
  }

  private ExpressionSyntax choice() {
    Token start = cursor.next();
    ExpressionSyntax condition = expression();
    cursor.expect("then", "after the condition of an if");
    ExpressionSyntax then = expression();
    cursor.expect("else", "of an if");
    ExpressionSyntax otherwise = expression();
    Span span = start.span().to(otherwise.span());
    return new ExpressionSyntax.If(condition, then, otherwise, span);
  }

  private ExpressionSyntax match() {
    Token start = cursor.next();
    ExpressionSyntax value = expression();
    cursor.expect("of", "after the value of a case");
    List<Branch> branches = cursor.block(this::branch, "a pattern, indented more than the case");
    Span span = start.span().to(branches.getLast().body().span());
    return new ExpressionSyntax.Case(value, branches, span);
  }

  private Branch branch() {
    PatternSyntax pattern = patterns.pattern();
    cursor.expect("->", "after the pattern of a branch");
    return new Branch(pattern, expression());
  }

  private ExpressionSyntax let() {
    Token start = cursor.next();
    List<Local> locals = cursor.block(this::local, "a definition, indented more than the let");
    cursor.expect("in", "after the definitions of a let, or another definition in their column");
    ExpressionSyntax in = expression();
    return new ExpressionSyntax.Let(locals, in, start.span().to(in.span()));
  }

  private Local local() {
    if (cursor.peek().kind() == Token.Kind.LOWER) {
      return new Local.Defined(function());
    }
    List<PatternSyntax> atoms =
        cursor.peek().kind() == Token.Kind.UPPER ? List.of(patterns.pattern()) : patterns.atoms();
    if (atoms.size() != 1) {
      throw cursor.unexpected("a definition");
    }
    cursor.expect("=", "and a value, after a pattern");
    return new Local.Destructured(atoms.getFirst(), expression());
  }
}
