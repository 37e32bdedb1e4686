package dev.morph.builtins.elm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads types. */
final class TypeParser {
  private final Cursor cursor;

  TypeParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** A type with all its arrows. */
  TypeSyntax type() {
    cursor.enter();
    List<TypeSyntax> parts = new ArrayList<>();
    do {
      parts.add(application());
    } while (cursor.take("->"));
    cursor.leave();
    TypeSyntax result = parts.removeLast();
    return parts.isEmpty() ? result : new TypeSyntax.Function(List.copyOf(parts), result);
  }

  private TypeSyntax application() {
    Token token = cursor.peek();
    if (token.kind() != Token.Kind.UPPER) {
      return atom();
    }
    cursor.next();
    List<TypeSyntax> arguments = arguments();
    Span span = arguments.isEmpty() ? token.span() : token.span().to(arguments.getLast().span());
    return new TypeSyntax.Named(Qualified.of(token), arguments, span);
  }

  /** As many types as follow that stand for themselves. */
  List<TypeSyntax> arguments() {
    List<TypeSyntax> arguments = new ArrayList<>();
    while (startsAtom(cursor.peek())) {
      arguments.add(atom());
    }
    return List.copyOf(arguments);
  }

  private static boolean startsAtom(Token token) {
    return token.kind() == Token.Kind.LOWER
        || token.kind() == Token.Kind.UPPER
        || token.is("(")
        || token.is("{");
  }

  private TypeSyntax atom() {
    Token token = cursor.peek();
    if (token.kind() == Token.Kind.UPPER) {
      cursor.next();
      return new TypeSyntax.Named(Qualified.of(token), List.of(), token.span());
    }
    if (token.is("(")) {
      return parentheses();
    }
    return token.is("{") ? record() : new TypeSyntax.Variable(cursor.lower("a type"));
  }

  private TypeSyntax parentheses() {
    Token open = cursor.next();
    if (cursor.is(")")) {
      return new TypeSyntax.Unit(open.span().to(cursor.next().span()));
    }
    List<TypeSyntax> elements = new ArrayList<>();
    do {
      elements.add(type());
    } while (cursor.take(","));
    Span span = open.span().to(cursor.expect(")", "or , of a type in parentheses").span());
    return elements.size() == 1
        ? elements.getFirst()
        : new TypeSyntax.Tuple(Shapes.tuple(elements, span), span);
  }

  private TypeSyntax record() {
    Token open = cursor.next();
    @Nullable Identifier base = null;
    List<TypeSyntax.Field> fields = new ArrayList<>();
    if (!cursor.is("}")) {
      Identifier name = cursor.lower("the name of a field, or }");
      if (cursor.take("|")) {
        base = name;
        name = cursor.lower("the name of a field");
      }
      fields.add(field(name));
      while (cursor.take(",")) {
        fields.add(field(cursor.lower("the name of a field")));
      }
    }
    Span span = open.span().to(cursor.expect("}", "or , of a record type").span());
    return new TypeSyntax.Record(base, List.copyOf(fields), span);
  }

  private TypeSyntax.Field field(Identifier name) {
    cursor.expect(":", "and a type, after the name of a field");
    return new TypeSyntax.Field(name, type());
  }
}
