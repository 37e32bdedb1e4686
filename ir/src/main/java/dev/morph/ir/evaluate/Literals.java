package dev.morph.ir.evaluate;

import dev.morph.base.json.JsonNumber;
import dev.morph.ir.HoleReason;
import dev.morph.ir.Literal;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.morphir.sdk.Arithmetic;
import dev.morph.morphir.sdk.Char;
import java.math.BigDecimal;

/** What literals are when they are evaluated. */
final class Literals {
  /** More digits than any number of {@link Arithmetic#MAX_BITS} bits has. */
  private static final int MOST_DIGITS = 320_000;

  private Literals() {}

  static Node node(Value.Constant constant, Location at) {
    try {
      return new DataNodes.Known(value(constant.literal(), constant.attributes()));
    } catch (IllegalArgumentException e) {
      return new DataNodes.Fail(
          at, EvaluationError.INVALID_LITERAL, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The value of a literal. Elm writes a whole number where a float is wanted too; the inferred
   * type tells.
   *
   * @throws IllegalArgumentException if it is outside of what its type can hold
   */
  static Object value(Literal literal, ValueAttributes attributes) {
    return switch (literal) {
      case Literal.Bool it -> it.value();
      case Literal.Char it -> Char.of(it.value());
      case Literal.Text it -> it.value();
      case Literal.WholeNumber it ->
          SdkTypes.isFloat(attributes.inferredType())
              ? it.value().doubleValue()
              : whole(it.value());
      case Literal.Float it -> it.value().doubleValue();
      case Literal.Decimal it -> decimal(it.value());
      case Literal.Document it -> it.value();
    };
  }

  /** A whole number: a Long, or a BigInteger if it does not fit. */
  static Object whole(JsonNumber number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      BigDecimal exact = bounded(number.text());
      try {
        return exact.toBigIntegerExact();
      } catch (ArithmeticException fraction) {
        throw new IllegalArgumentException("not a whole number: " + shown(number.text()));
      }
    }
  }

  /** A decimal of a text, of bounded size. */
  static BigDecimal decimal(String text) {
    BigDecimal decimal = bounded(text);
    if (Math.abs((long) decimal.scale()) > NativeCost.DIGITS) {
      throw new IllegalArgumentException("too many digits for a decimal: " + shown(text));
    }
    return decimal;
  }

  private static BigDecimal bounded(String text) {
    if (text.length() > MOST_DIGITS) {
      throw new IllegalArgumentException("a number of more than " + MOST_DIGITS + " digits");
    }
    try {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) > MOST_DIGITS) {
        throw new IllegalArgumentException("too large an exponent: " + shown(text));
      }
      return number;
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException("not a number: " + shown(text));
    }
  }

  private static String shown(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }

  static String reason(Value.Hole hole) {
    return switch (hole.reason()) {
      case HoleReason.UnresolvedReference it -> it.target() + " does not exist";
      case HoleReason.DeletedDuringRefactor it -> "removed by " + it.transaction();
      case HoleReason.TypeMismatch it -> "two types do not agree";
    };
  }
}
