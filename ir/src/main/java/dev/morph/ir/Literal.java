package dev.morph.ir;

import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonValue;

/** A constant. Immutable, safe to share. */
public sealed interface Literal {
  /** A truth value. */
  record Bool(boolean value) implements Literal {}

  /**
   * A character.
   *
   * @param value one code point
   */
  record Char(String value) implements Literal {
    public Char {
      if (value.isEmpty() || value.codePointCount(0, value.length()) != 1) {
        throw new IllegalArgumentException("a character is one code point, not " + value);
      }
    }
  }

  /** A text. */
  record Text(String value) implements Literal {}

  /**
   * A whole number of any size.
   *
   * @param value whole; its text is that of the document
   */
  record WholeNumber(JsonNumber value) implements Literal {}

  /**
   * A binary floating point number of 64 bits.
   *
   * @param value finite; its text is that of the document, which often has no point
   */
  @SuppressWarnings("AvoidCommonTypeNames") // as the format calls it
  record Float(JsonNumber value) implements Literal {}

  /**
   * A decimal number.
   *
   * @param value its text, kept as it is
   */
  record Decimal(String value) implements Literal {}

  /** Any JSON; v4 only. */
  record Document(JsonValue value) implements Literal {}
}
