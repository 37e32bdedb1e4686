package dev.morph.ir.types;

import dev.morph.ir.Name;
import org.jspecify.annotations.Nullable;

/** Which types a variable stands for: all, or those of one of Elm's four kinds. */
enum TermKind {
  ANY(""),
  NUMBER("number"),
  COMPARABLE("comparable"),
  APPENDABLE("appendable"),
  /** Both comparable and appendable. */
  COMP_APPEND("compappend");

  private final String word;

  TermKind(String word) {
    this.word = word;
  }

  /** As variables of the kind are called. */
  String word() {
    return word;
  }

  /** The kind of a variable of this name: the word, perhaps with a number behind. */
  static TermKind of(Name variable) {
    String text = variable.text();
    int end = text.length();
    while (end > 0 && (Character.isDigit(text.charAt(end - 1)) || text.charAt(end - 1) == '-')) {
      end--;
    }
    String stem = text.substring(0, end);
    for (TermKind kind : values()) {
      if (kind != ANY && stem.equals(kind.word)) {
        return kind;
      }
    }
    return ANY;
  }

  /** The kind of what is of both; null if nothing is. */
  @Nullable TermKind and(TermKind other) {
    if (this == other || other == ANY) {
      return this;
    }
    if (this == ANY) {
      return other;
    }
    if (this == NUMBER || other == NUMBER) {
      return this == COMPARABLE || other == COMPARABLE ? NUMBER : null;
    }
    return COMP_APPEND;
  }
}
