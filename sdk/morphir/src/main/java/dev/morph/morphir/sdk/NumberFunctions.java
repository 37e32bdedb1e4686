package dev.morph.morphir.sdk;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The functions of Morphir.SDK.Number: exact arithmetic on fractions. */
public final class NumberFunctions {
  private NumberFunctions() {}

  /** The integer as a fraction. */
  public static Rational fromInt(long n) {
    return Rational.of(BigInteger.valueOf(n));
  }

  /** True if they are the same number. */
  public static boolean equal(Rational a, Rational b) {
    return a.compareTo(b) == 0;
  }

  /** True if they are not the same number. */
  public static boolean notEqual(Rational a, Rational b) {
    return a.compareTo(b) != 0;
  }

  /** True if the first is less. */
  public static boolean lessThan(Rational a, Rational b) {
    return a.compareTo(b) < 0;
  }

  /** True if the first is not greater. */
  public static boolean lessThanOrEqual(Rational a, Rational b) {
    return a.compareTo(b) <= 0;
  }

  /** True if the first is greater. */
  public static boolean greaterThan(Rational a, Rational b) {
    return a.compareTo(b) > 0;
  }

  /** True if the first is not less. */
  public static boolean greaterThanOrEqual(Rational a, Rational b) {
    return a.compareTo(b) >= 0;
  }

  /** The sum. */
  public static Rational add(Rational a, Rational b) {
    return new Rational(
        a.numerator().multiply(b.denominator()).add(a.denominator().multiply(b.numerator())),
        a.denominator().multiply(b.denominator()));
  }

  /** The difference. */
  public static Rational subtract(Rational a, Rational b) {
    return add(a, negate(b));
  }

  /** The product. */
  public static Rational multiply(Rational a, Rational b) {
    return new Rational(
        a.numerator().multiply(b.numerator()), a.denominator().multiply(b.denominator()));
  }

  /** The quotient. */
  public static Result<DivisionByZero, Rational> divide(Rational a, Rational b) {
    return b.numerator().signum() == 0
        ? Result.err(DivisionByZero.DIVISION_BY_ZERO)
        : Result.ok(multiply(a, reciprocal(b)));
  }

  /** The number without its sign. */
  public static Rational abs(Rational value) {
    return new Rational(value.numerator().abs(), value.denominator().abs());
  }

  /** The number with the other sign. */
  public static Rational negate(Rational value) {
    return new Rational(value.numerator().negate(), value.denominator());
  }

  /** One by the number; 0 for 0. */
  public static Rational reciprocal(Rational value) {
    return value.numerator().signum() == 0
        ? value
        : new Rational(value.denominator(), value.numerator());
  }

  /** The number as a decimal. */
  public static BigDecimal coerceToDecimal(BigDecimal defaultValue, Rational number) {
    return MaybeFunctions.withDefault(defaultValue, toDecimal(number));
  }

  /** The number as a decimal, which is cut off after the places that decimals have. */
  public static Maybe<BigDecimal> toDecimal(Rational number) {
    return DecimalFunctions.div(
        new BigDecimal(number.numerator()), new BigDecimal(number.denominator()));
  }

  /** The fraction as {@code 1/2}. */
  public static String toFractionalString(Rational num) {
    return num.toString();
  }

  /** The fraction without common factors. */
  public static Maybe<Rational> simplify(Rational value) {
    BigInteger common = value.numerator().gcd(value.denominator());
    return Maybe.just(
        new Rational(value.numerator().divide(common), value.denominator().divide(common)));
  }

  /** True if the parts have no common factor. */
  public static boolean isSimplified(Rational a) {
    return a.numerator().gcd(a.denominator()).equals(BigInteger.ONE);
  }

  /** Zero. */
  public static Rational zero() {
    return Rational.of(BigInteger.ZERO);
  }

  /** One. */
  public static Rational one() {
    return Rational.of(BigInteger.ONE);
  }
}
