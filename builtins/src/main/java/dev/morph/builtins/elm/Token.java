package dev.morph.builtins.elm;

/**
 * A token of a source.
 *
 * @param module what stands before the last dot of a qualified name; empty if nothing does
 * @param text the name, the symbol, or the value of a literal without its quotes and escapes
 * @param start where it starts in the source, in UTF-16 units
 * @param end where it ends
 */
record Token(Kind kind, String module, String text, int start, int end, Span span) {
  enum Kind {
    LOWER,
    UPPER,
    /** A dot and a name; the text is the name. */
    FIELD,
    WHOLE,
    FLOAT,
    CHAR,
    STRING,
    SYMBOL,
    KEYWORD,
    DOC,
    /** Something that the lexer told already. */
    BROKEN,
    /** The end of the source, or of the block that is being read. */
    END
  }

  boolean is(String symbol) {
    return (kind == Kind.SYMBOL || kind == Kind.KEYWORD) && text.equals(symbol);
  }

  /** True if nothing stands between the two. */
  boolean touches(Token next) {
    return end == next.start;
  }

  /** As it may stand in a message. */
  String shown() {
    return switch (kind) {
      case END -> "the end of this block";
      case FIELD -> "." + Texts.shown(text);
      case STRING -> "a string";
      case CHAR -> "a character";
      case DOC -> "a documentation comment";
      case BROKEN -> "something unreadable";
      case KEYWORD -> "the keyword " + text;
      case LOWER, UPPER, WHOLE, FLOAT, SYMBOL ->
          Texts.shown(module.isEmpty() ? text : module + "." + text);
    };
  }
}
