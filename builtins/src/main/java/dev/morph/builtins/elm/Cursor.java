package dev.morph.builtins.elm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A place among tokens, with the layout rule: within a block only those tokens are seen that stand
 * to the right of its column, but for the first one of an item, which stands in it. Not safe for
 * several threads.
 */
final class Cursor {
  /** So deep expressions, patterns and types may stand within one another. */
  static final int MOST_DEPTH = 200;

  private final List<Token> tokens;
  private int at;
  private int column;
  private int first = -1;
  private int depth;

  /**
   * A cursor at the first of some tokens.
   *
   * @param tokens without documentation; the last is the end
   */
  Cursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  int index() {
    return at;
  }

  /** The token here even if it does not belong to the block. */
  Token raw() {
    return tokens.get(at);
  }

  /** The token here; an end if it does not belong to the block. */
  Token peek() {
    Token token = raw();
    boolean seen = token.span().startColumn() > column || at == first;
    return seen ? token : new Token(Token.Kind.END, "", "", token.start(), token.start(), place());
  }

  /** Where the block ends. */
  private Span place() {
    if (at == 0) {
      return raw().span();
    }
    Span last = tokens.get(at - 1).span();
    int line = last.endLine();
    return new Span(line, last.endColumn(), line, last.endColumn() + 1);
  }

  Token at(int index) {
    return tokens.get(index);
  }

  /** The token after the one here, whatever the layout. */
  Token after() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** The token before the one here. */
  Token before() {
    return tokens.get(Math.max(at - 1, 0));
  }

  /** Takes the token here. */
  Token next() {
    Token token = peek();
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  boolean is(String symbol) {
    return peek().is(symbol);
  }

  /** Takes the token if it is this one. */
  boolean take(String symbol) {
    boolean here = is(symbol);
    if (here) {
      at++;
    }
    return here;
  }

  /** Takes the token, which must be this one. */
  Token expect(String symbol, String where) {
    if (!is(symbol)) {
      throw unexpected(symbol + " " + where);
    }
    return next();
  }

  /** Takes a name that begins with a small letter. */
  Identifier lower(String what) {
    Token token = peek();
    if (token.kind() != Token.Kind.LOWER || !token.module().isEmpty()) {
      throw unexpected(what);
    }
    at++;
    return new Identifier(token.text(), token.span());
  }

  /** Takes a name that begins with a capital letter, without a module. */
  Identifier upper(String what) {
    Token token = peek();
    if (token.kind() != Token.Kind.UPPER || !token.module().isEmpty()) {
      throw unexpected(what);
    }
    at++;
    return new Identifier(token.text(), token.span());
  }

  SyntaxException unexpected(String wanted) {
    Token token = peek();
    return new SyntaxException(
        ElmFault.SYNTAX_ERROR,
        token.span(),
        "Here stands " + token.shown() + "; expected is " + wanted + ".");
  }

  /** Goes one level deeper, until {@link #leave}. */
  void enter() {
    if (++depth > MOST_DEPTH) {
      throw new SyntaxException(
          ElmFault.DEPTH_LIMIT,
          raw().span(),
          "This stands more than "
              + MOST_DEPTH
              + " levels deep. Name inner parts by definitions of their own.");
    }
  }

  void leave() {
    depth--;
  }

  /** Reads items that begin in one column, which is to the right of the block around them. */
  <T> List<T> block(Supplier<T> item, String what) {
    if (peek().kind() == Token.Kind.END) {
      throw unexpected(what);
    }
    int outerColumn = column;
    int outerFirst = first;
    column = raw().span().startColumn();
    List<T> items = new ArrayList<>();
    do {
      first = at;
      items.add(item.get());
    } while (startsItem() && !raw().is("in"));
    column = outerColumn;
    first = outerFirst;
    return items;
  }

  /** Goes on in the column of the block, as a definition after its annotation does. */
  boolean continueItem() {
    if (startsItem()) {
      first = at;
      return true;
    }
    return false;
  }

  private boolean startsItem() {
    return raw().kind() != Token.Kind.END && raw().span().startColumn() == column;
  }

  /** Begins a declaration, in the first column; false at the end of the source. */
  boolean declaration() {
    column = 1;
    first = at;
    depth = 0;
    return raw().kind() != Token.Kind.END;
  }

  /** Skips to where the next declaration seems to begin, after the start of the one here. */
  void recover(int start) {
    at = Math.max(at, Math.min(start + 1, tokens.size() - 1));
    while (raw().kind() != Token.Kind.END && !seemsDeclaration()) {
      at++;
    }
  }

  private boolean seemsDeclaration() {
    Token token = raw();
    boolean starts =
        token.kind() == Token.Kind.LOWER
            || token.is("type")
            || token.is("import")
            || token.is("port");
    return starts && token.span().startColumn() == 1;
  }

  /** The tokens from one place to this one. */
  List<Token> since(int index) {
    return tokens.subList(index, at);
  }
}
