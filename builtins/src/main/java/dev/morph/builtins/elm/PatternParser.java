package dev.morph.builtins.elm;

import dev.morph.base.json.JsonNumber;
import dev.morph.ir.Literal;
import java.util.ArrayList;
import java.util.List;

/** Reads patterns. */
final class PatternParser {
  private final Cursor cursor;

  PatternParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** A pattern with all that may stand beside it: arguments, {@code ::} and {@code as}. */
  PatternSyntax pattern() {
    cursor.enter();
    List<PatternSyntax> parts = new ArrayList<>();
    do {
      parts.add(application());
    } while (cursor.take("::"));
    PatternSyntax tail = parts.removeLast();
    PatternSyntax pattern =
        parts.isEmpty() ? tail : new PatternSyntax.Cons(List.copyOf(parts), tail);
    cursor.leave();
    return cursor.take("as")
        ? new PatternSyntax.As(pattern, cursor.lower("a name, after as"))
        : pattern;
  }

  private PatternSyntax application() {
    Token token = cursor.peek();
    if (token.kind() != Token.Kind.UPPER) {
      return atom();
    }
    cursor.next();
    List<PatternSyntax> arguments = atoms();
    Span span = arguments.isEmpty() ? token.span() : token.span().to(arguments.getLast().span());
    return new PatternSyntax.Constructor(Qualified.of(token), arguments, span);
  }

  /** As many patterns as follow that stand for themselves, often none. */
  List<PatternSyntax> atoms() {
    List<PatternSyntax> atoms = new ArrayList<>();
    while (startsAtom(cursor.peek())) {
      atoms.add(atom());
    }
    return List.copyOf(atoms);
  }

  private static boolean startsAtom(Token token) {
    return switch (token.kind()) {
      case LOWER, UPPER, WHOLE, FLOAT, CHAR, STRING -> true;
      case SYMBOL -> token.is("_") || token.is("(") || token.is("[") || token.is("{");
      case FIELD, KEYWORD, DOC, BROKEN, END -> false;
    };
  }

  private PatternSyntax atom() {
    Token token = cursor.peek();
    Span span = token.span();
    return switch (token.kind()) {
      case LOWER -> new PatternSyntax.Variable(cursor.lower("a name without a module"));
      case UPPER -> {
        cursor.next();
        yield new PatternSyntax.Constructor(Qualified.of(token), List.of(), span);
      }
      case WHOLE -> constant(new Literal.WholeNumber(new JsonNumber(token.text())));
      case CHAR -> constant(new Literal.Char(token.text()));
      case STRING -> constant(new Literal.Text(token.text()));
      case FLOAT ->
          throw new SyntaxException(
              ElmFault.UNSUPPORTED_SYNTAX,
              span,
              "A float is no pattern, since floats are seldom equal. Compare it by an if.");
      case SYMBOL -> symbol(token);
      case FIELD, KEYWORD, DOC, BROKEN, END -> throw cursor.unexpected("a pattern");
    };
  }

  private PatternSyntax constant(Literal literal) {
    return new PatternSyntax.Constant(literal, cursor.next().span());
  }

  private PatternSyntax symbol(Token token) {
    return switch (token.text()) {
      case "_" -> new PatternSyntax.Wildcard(cursor.next().span());
      case "(" -> parentheses();
      case "[" -> list();
      case "{" -> fields();
      case "-" ->
          throw new SyntaxException(
              ElmFault.UNSUPPORTED_SYNTAX,
              token.span(),
              "A negative number is no pattern. Compare it by an if.");
      default -> throw cursor.unexpected("a pattern");
    };
  }

  private PatternSyntax parentheses() {
    Token open = cursor.next();
    if (cursor.is(")")) {
      return new PatternSyntax.Unit(open.span().to(cursor.next().span()));
    }
    List<PatternSyntax> elements = new ArrayList<>();
    do {
      elements.add(pattern());
    } while (cursor.take(","));
    Span span = open.span().to(cursor.expect(")", "or , of a pattern in parentheses").span());
    return elements.size() == 1
        ? elements.getFirst()
        : new PatternSyntax.Tuple(Shapes.tuple(elements, span), span);
  }

  private PatternSyntax list() {
    Token open = cursor.next();
    List<PatternSyntax> items = new ArrayList<>();
    if (!cursor.is("]")) {
      do {
        items.add(pattern());
      } while (cursor.take(","));
    }
    Span span = open.span().to(cursor.expect("]", "or , of a list pattern").span());
    return new PatternSyntax.Items(List.copyOf(items), span);
  }

  private PatternSyntax fields() {
    Token open = cursor.next();
    List<Identifier> names = new ArrayList<>();
    do {
      names.add(cursor.lower("the name of a field"));
    } while (cursor.take(","));
    Span span = open.span().to(cursor.expect("}", "or , of a record pattern").span());
    return new PatternSyntax.Fields(List.copyOf(names), span);
  }
}
