package dev.morph.testkit;

import java.util.List;

/** One element of the text: a word, a string or a parenthesised group. */
sealed interface Node {
  int line();

  int column();

  default WatException fault(String message) {
    return new WatException(message, line(), column());
  }

  /** True for a group whose first item is this word. */
  default boolean isGroup(String head) {
    return this instanceof Group group && group.head().equals(head);
  }

  /** True for this word. */
  default boolean isWord(String text) {
    return this instanceof Word word && word.text().equals(text);
  }

  /** A keyword, number or {@code $name}. */
  record Word(String text, int line, int column) implements Node {
    boolean isName() {
      return text.startsWith("$");
    }

    boolean isIndex() {
      return isName() || Character.isDigit(text.charAt(0));
    }
  }

  /** A string, unescaped to bytes. */
  @SuppressWarnings("ArrayRecordComponent") // made by the reader, never changed or compared
  record Text(byte[] bytes, int line, int column) implements Node {}

  /** A parenthesised list. */
  record Group(List<Node> items, int line, int column) implements Node {
    /** The first word, or the empty text. */
    String head() {
      return !items.isEmpty() && items.getFirst() instanceof Word word ? word.text() : "";
    }
  }
}
