package dev.morph.morphir.sdk;

import java.math.BigInteger;

/**
 * A fraction, as it came about: 2/4 and 1/2 are two values of one number. Immutable.
 *
 * @param numerator above the line
 * @param denominator below the line, not 0
 */
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Comparable<Rational> {

  /**
   * @throws ArithmeticException if the denominator is 0, or a part has more bits than {@link
   *     Arithmetic#MAX_BITS}
   */
  public Rational {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("a denominator is not 0");
    }
    if (Math.max(numerator.bitLength(), denominator.bitLength()) > Arithmetic.MAX_BITS) {
      throw new ArithmeticException(
          "both parts of a Number have " + Arithmetic.MAX_BITS + " bits at most");
    }
  }

  /** The integer as a fraction. */
  public static Rational of(BigInteger integer) {
    return new Rational(integer, BigInteger.ONE);
  }

  /** By the numbers; 0 for two values of one number. */
  @Override
  public int compareTo(Rational other) {
    int order =
        numerator.multiply(other.denominator).compareTo(denominator.multiply(other.numerator));
    return denominator.signum() == other.denominator.signum() ? order : -order;
  }

  /** The fraction as {@code 1/2}. */
  @Override
  public String toString() {
    return numerator + "/" + denominator;
  }
}
