package dev.morph.builtins.elm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits a source into tokens. Comments are left out but for those of documentation; what is no
 * token is told, and stands as a {@link Token.Kind#BROKEN} one.
 */
final class Lexer {
  private static final Set<String> KEYWORDS =
      Set.of(
          "if",
          "then",
          "else",
          "case",
          "of",
          "let",
          "in",
          "type",
          "module",
          "where",
          "import",
          "exposing",
          "as",
          "port");
  private static final String OPERATOR_CHARACTERS = "+-/*=.<>:&|^?%!~$#@";
  private static final String BRACKETS = "()[]{},\\`";
  private static final int END = -1;
  private static final int MOST_DIGITS = 1_000;

  private final String source;
  private final String file;
  private final Faults faults;
  private final List<Token> tokens = new ArrayList<>();

  private int at;
  private int line = 1;
  private int lineStart;
  private boolean tabTold;

  private int start;
  private int startLine;
  private int startColumn;

  private Lexer(String source, String file, Faults faults) {
    this.source = source;
    this.file = file;
    this.faults = faults;
  }

  /** The tokens of a source, an {@link Token.Kind#END} last. */
  static List<Token> tokens(String source, String file, Faults faults) {
    var lexer = new Lexer(source, file, faults);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    if (peek(0) == '\uFEFF') {
      at++;
      lineStart++;
    }
    while (true) {
      blanks();
      mark();
      if (at == source.length()) {
        add(Token.Kind.END, "");
        return;
      }
      token();
    }
  }

  private void token() {
    int c = peek(0);
    if (isLower(c)) {
      name("");
    } else if (isUpper(c)) {
      qualified();
    } else if (isDigit(c)) {
      number();
    } else if (c == '"') {
      string();
    } else if (c == '\'') {
      character();
    } else if (c == '{' && peek(1) == '-') {
      comment();
    } else if (c == '_') {
      wildcard();
    } else if (c == '.' && isLower(peek(1))) {
      at++;
      int from = at;
      nameCharacters();
      add(Token.Kind.FIELD, source.substring(from, at));
    } else if (source.startsWith("[glsl|", at)) {
      shader();
    } else if (BRACKETS.indexOf(c) >= 0) {
      at++;
      add(Token.Kind.SYMBOL, source.substring(start, at));
    } else if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
      operator();
    } else {
      unreadable();
    }
  }

  // ---- Blanks and comments ----

  private void blanks() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '\n') {
        newLine();
      } else if (c == '-' && peek(1) == '-') {
        while (at < source.length() && source.charAt(at) != '\n') {
          at++;
        }
      } else if (c == '\t') {
        tab();
      } else if (c == ' ' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private void tab() {
    mark();
    at++;
    if (!tabTold) {
      tabTold = true;
      fault(
          ElmFault.INVALID_CHARACTER,
          "A tab stands here. Indent by blanks: the width of a tab is not the same everywhere.");
    }
  }

  private void newLine() {
    at++;
    line++;
    lineStart = at;
  }

  private void comment() {
    boolean doc = peek(2) == '|';
    at += 2;
    int depth = 1;
    while (depth > 0 && at < source.length()) {
      char c = source.charAt(at);
      if (c == '{' && peek(1) == '-') {
        depth++;
        at += 2;
      } else if (c == '-' && peek(1) == '}') {
        depth--;
        at += 2;
      } else if (c == '\n') {
        newLine();
      } else {
        at++;
      }
    }
    if (depth > 0) {
      fault(ElmFault.SYNTAX_ERROR, "This comment does not end. Close it with -}.");
      add(Token.Kind.BROKEN, "");
    } else if (doc) {
      add(Token.Kind.DOC, withoutReturns(source.substring(start + 3, at - 2)));
    }
  }

  private static String withoutReturns(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
  }

  // ---- Names and symbols ----

  private void name(String module) {
    int from = at;
    nameCharacters();
    String text = source.substring(from, at);
    boolean keyword = module.isEmpty() && KEYWORDS.contains(text);
    tokens.add(
        new Token(
            keyword ? Token.Kind.KEYWORD : Token.Kind.LOWER, module, text, start, at, span()));
  }

  private void qualified() {
    var module = new StringBuilder();
    while (true) {
      int from = at;
      nameCharacters();
      String text = source.substring(from, at);
      boolean more = peek(0) == '.' && (isUpper(peek(1)) || isLower(peek(1)));
      if (!more) {
        tokens.add(new Token(Token.Kind.UPPER, module.toString(), text, start, at, span()));
        return;
      }
      module.append(module.isEmpty() ? "" : ".").append(text);
      at++;
      if (isLower(peek(0))) {
        name(module.toString());
        return;
      }
    }
  }

  private void nameCharacters() {
    while (isLower(peek(0)) || isUpper(peek(0)) || isDigit(peek(0)) || peek(0) == '_') {
      at++;
    }
  }

  private void wildcard() {
    at++;
    int from = at;
    nameCharacters();
    if (at == from) {
      add(Token.Kind.SYMBOL, "_");
    } else {
      fault(
          ElmFault.INVALID_NAME,
          "A name begins with a letter, not as "
              + Texts.shown(source.substring(start, at))
              + " does.");
      add(Token.Kind.BROKEN, "");
    }
  }

  private void operator() {
    at++;
    while (peek(0) != END && OPERATOR_CHARACTERS.indexOf(peek(0)) >= 0 && !startsField()) {
      at++;
    }
    add(Token.Kind.SYMBOL, source.substring(start, at));
  }

  private boolean startsField() {
    return peek(0) == '.' && isLower(peek(1));
  }

  private void shader() {
    int close = source.indexOf("|]", at);
    int end = close < 0 ? source.length() : close + 2;
    while (at < end) {
      if (source.charAt(at) == '\n') {
        newLine();
      } else {
        at++;
      }
    }
    fault(ElmFault.UNSUPPORTED_SYNTAX, "Shaders are not supported: the IR has none.");
    add(Token.Kind.BROKEN, "");
  }

  private void unreadable() {
    do {
      at += Character.charCount(source.codePointAt(at));
    } while (at < source.length() && !isReadable(source.charAt(at)));
    String text = source.substring(start, at);
    int c = text.codePointAt(0);
    String seen = Character.isLetter(c) ? Texts.shown(text) : codePoint(c);
    fault(
        ElmFault.INVALID_CHARACTER,
        "The character "
            + seen
            + " stands outside of strings and comments. Names are of the letters a to z and A to Z,"
            + " digits and _; sources are in UTF-8.");
    add(Token.Kind.BROKEN, "");
  }

  private static String codePoint(int c) {
    return "U+"
        + Integer.toHexString(c + 0x1000000).substring(c > 0xFFFF ? 1 : 3).toUpperCase(Locale.ROOT);
  }

  private static boolean isReadable(char c) {
    return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
  }

  // ---- Numbers ----

  private void number() {
    if (peek(0) == '0' && peek(1) == 'x') {
      at += 2;
      int from = at;
      while (hexDigit(peek(0)) >= 0) {
        at++;
      }
      if (at == from || at - from > MOST_DIGITS || isNamePart(peek(0))) {
        badNumber("After 0x come digits and the letters A to F, " + MOST_DIGITS + " at most.");
      } else {
        add(Token.Kind.WHOLE, new BigInteger(source.substring(from, at), 16).toString());
      }
      return;
    }
    digits();
    boolean fraction = peek(0) == '.' && isDigit(peek(1));
    if (fraction) {
      at++;
      digits();
    }
    boolean exponent = exponentLength() > 0;
    if (exponent) {
      at += exponentLength();
      digits();
    }
    String text = source.substring(start, at);
    if (isNamePart(peek(0))) {
      badNumber("Write a number as 12, 0x1F, 1.5 or 1.5e3.");
    } else if (text.length() > 1 && text.charAt(0) == '0' && isDigit(text.charAt(1))) {
      badNumber("A number does not begin with 0 and more digits.");
    } else if (text.length() > MOST_DIGITS) {
      badNumber("A number has " + MOST_DIGITS + " digits at most.");
    } else if (!fraction && !exponent) {
      add(Token.Kind.WHOLE, text);
    } else if (Double.isInfinite(Double.parseDouble(text))) {
      badNumber("A float is less than 1.8e308.");
    } else {
      add(Token.Kind.FLOAT, text);
    }
  }

  private int exponentLength() {
    if (peek(0) != 'e' && peek(0) != 'E') {
      return 0;
    }
    int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    return isDigit(peek(1 + sign)) ? 1 + sign : 0;
  }

  private void digits() {
    while (isDigit(peek(0))) {
      at++;
    }
  }

  private void badNumber(String help) {
    nameCharacters();
    fault(
        ElmFault.INVALID_LITERAL,
        Texts.shown(source.substring(start, at)) + " is no number. " + help);
    add(Token.Kind.BROKEN, "");
  }

  // ---- Strings and characters ----

  private void string() {
    boolean lines = peek(1) == '"' && peek(2) == '"';
    at += lines ? 3 : 1;
    var text = new StringBuilder();
    boolean sound = true;
    while (!atQuotes(lines)) {
      if (at == source.length() || (!lines && source.charAt(at) == '\n')) {
        fault(
            ElmFault.INVALID_LITERAL,
            lines
                ? "This string does not end. Close it with three quotes."
                : "This string does not end in its line. Close it with a quote, or use three quotes"
                    + " for several lines.");
        sound = false;
        break;
      }
      sound &= piece(text, lines);
    }
    if (at < source.length() && source.charAt(at) == '"') {
      at += lines ? 3 : 1;
    }
    add(sound ? Token.Kind.STRING : Token.Kind.BROKEN, text.toString());
  }

  private boolean atQuotes(boolean lines) {
    return peek(0) == '"' && (!lines || (peek(1) == '"' && peek(2) == '"'));
  }

  /** Reads one character of a string, or an escape; false if it was told as wrong. */
  private boolean piece(StringBuilder text, boolean lines) {
    char c = source.charAt(at);
    if (c == '\\') {
      return escape(text);
    }
    if (c == '\n') {
      newLine();
      text.append('\n');
    } else if (c == '\r' && lines && peek(1) == '\n') {
      at++;
    } else if (Character.isSurrogate(c) && Character.charCount(source.codePointAt(at)) == 1) {
      fault(ElmFault.INVALID_CHARACTER, "Half of a character stands here: sources are in UTF-8.");
      at++;
      return false;
    } else {
      int length = Character.charCount(source.codePointAt(at));
      text.append(source, at, at + length);
      at += length;
    }
    return true;
  }

  private boolean escape(StringBuilder text) {
    int c = peek(1);
    int simple = "nrt\"'\\".indexOf(c);
    if (c != END && simple >= 0) {
      text.append("\n\r\t\"'\\".charAt(simple));
      at += 2;
      return true;
    }
    int close = peek(2) == '{' ? at + 3 : END;
    int value = 0;
    while (close != END && close < source.length() && hexDigit(source.charAt(close)) >= 0) {
      value = Math.min(value * 16 + hexDigit(source.charAt(close)), 0x110000);
      close++;
    }
    boolean whole =
        c == 'u' && close > at + 3 && close < source.length() && source.charAt(close) == '}';
    if (whole && value < 0x110000 && (value < 0xD800 || value > 0xDFFF)) {
      text.appendCodePoint(value);
      at = close + 1;
      return true;
    }
    fault(
        ElmFault.INVALID_LITERAL,
        "This escape is unknown. Accepted are \\n \\r \\t \\\" \\' \\\\ and \\u{1F600}.");
    at += c == END || c == '\n' ? 1 : 2;
    return false;
  }

  private void character() {
    at++;
    var text = new StringBuilder();
    boolean sound = true;
    while (at < source.length() && peek(0) != '\'' && peek(0) != '\n') {
      sound &= piece(text, false);
    }
    boolean closed = peek(0) == '\'';
    if (closed) {
      at++;
    }
    if (sound && (!closed || text.isEmpty() || text.codePointCount(0, text.length()) != 1)) {
      fault(
          ElmFault.INVALID_LITERAL,
          "A character is one character between single quotes; a string stands in double quotes.");
      sound = false;
    }
    add(sound ? Token.Kind.CHAR : Token.Kind.BROKEN, text.toString());
  }

  // ---- Positions ----

  private void mark() {
    start = at;
    startLine = line;
    startColumn = at - lineStart + 1;
  }

  private Span span() {
    return new Span(startLine, startColumn, line, at - lineStart + 1);
  }

  private void add(Token.Kind kind, String text) {
    tokens.add(new Token(kind, "", text, start, at, span()));
  }

  private void fault(ElmFault fault, String message) {
    faults.add(fault, file, span(), message);
  }

  private int peek(int ahead) {
    return at + ahead < source.length() ? source.charAt(at + ahead) : END;
  }

  private static boolean isNamePart(int c) {
    return isLower(c) || isUpper(c) || c == '_';
  }

  private static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isUpper(int c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static int hexDigit(int c) {
    if (isDigit(c)) {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' && c > 0 ? lower - 'a' + 10 : -1;
  }
}
