package dev.morph.morphir.sdk;

/** How two values stand to each other: Elm's {@code Order}. */
public enum Order {
  /** The first is less. */
  LT,
  /** They are equal. */
  EQ,
  /** The first is greater. */
  GT;

  /** The order that a comparator's answer means. */
  public static Order of(int comparison) {
    return comparison < 0 ? LT : comparison > 0 ? GT : EQ;
  }

  /** The answer of a comparator that means this. */
  public int toInt() {
    return switch (this) {
      case LT -> -1;
      case EQ -> 0;
      case GT -> 1;
    };
  }
}
