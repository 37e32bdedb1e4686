package dev.morph.morphir.sdk;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The functions of Morphir.SDK.Decimal. Decimals are exact up to {@value #PLACES} places after the
 * point; what products and quotients have beyond is cut off, as in Elm. All results are without
 * zeros at the end of the fraction, so that equal ones are equal in Java too.
 */
public final class DecimalFunctions {
  /** The places after the point that products and quotients have at most. */
  public static final int PLACES = 32;

  private static final int MOST_DIGITS = 100_000;

  private DecimalFunctions() {}

  /** The integer as a decimal. */
  public static BigDecimal fromInt(long n) {
    return BigDecimal.valueOf(n);
  }

  /** The decimal that the shortest text of a float says; 0 for what is no number. */
  public static BigDecimal fromFloat(double f) {
    return Double.isNaN(f) || Double.isInfinite(f) ? BigDecimal.ZERO : plain(BigDecimal.valueOf(f));
  }

  /**
   * The decimal of a text: digits, with or without a minus, a point and more digits; or one digit
   * before the point and an exponent.
   */
  public static Maybe<BigDecimal> fromString(String str) {
    if (!DecimalText.isDecimal(str)) {
      return Maybe.nothing();
    }
    int e = str.indexOf('e');
    int exponent = e < 0 ? 0 : DecimalText.exponent(str, e + 1);
    if (exponent < -PLACES || exponent > MOST_DIGITS || str.length() > MOST_DIGITS) {
      return Maybe.nothing();
    }
    var mantissa = new BigDecimal(e < 0 ? str : str.substring(0, e));
    return Maybe.just(plain(mantissa.scaleByPowerOfTen(exponent)));
  }

  /** So many hundreds. */
  public static BigDecimal hundred(long n) {
    return scaled(n, 2);
  }

  /** So many thousands. */
  public static BigDecimal thousand(long n) {
    return scaled(n, 3);
  }

  /** So many millions. */
  public static BigDecimal million(long n) {
    return scaled(n, 6);
  }

  /** So many tenths. */
  public static BigDecimal tenth(long n) {
    return scaled(n, -1);
  }

  /** So many hundredths. */
  public static BigDecimal hundredth(long n) {
    return scaled(n, -2);
  }

  /** So many thousandths. */
  public static BigDecimal thousandth(long n) {
    return scaled(n, -3);
  }

  /** So many millionths. */
  public static BigDecimal millionth(long n) {
    return scaled(n, -6);
  }

  /** So many basis points, which are ten-thousandths. */
  public static BigDecimal bps(long n) {
    return scaled(n, -4);
  }

  private static BigDecimal scaled(long n, int power) {
    return plain(BigDecimal.valueOf(n).scaleByPowerOfTen(power));
  }

  /** The decimal in digits, without exponent and without zeros at the end of the fraction. */
  public static String toString(BigDecimal decimalValue) {
    return plain(decimalValue).toPlainString();
  }

  /** The float next to a decimal. */
  public static double toFloat(BigDecimal d) {
    return d.doubleValue();
  }

  /** The sum. */
  public static BigDecimal add(BigDecimal a, BigDecimal b) {
    return plain(a.add(b));
  }

  /** The difference. */
  public static BigDecimal sub(BigDecimal a, BigDecimal b) {
    return plain(a.subtract(b));
  }

  /** The decimal with the other sign. */
  public static BigDecimal negate(BigDecimal value) {
    return value.negate();
  }

  /** The product. */
  public static BigDecimal mul(BigDecimal a, BigDecimal b) {
    checkDigits((long) a.precision() + b.precision());
    return plain(a.multiply(b));
  }

  /** The quotient; nothing by 0. */
  public static Maybe<BigDecimal> div(BigDecimal a, BigDecimal b) {
    return b.signum() == 0
        ? Maybe.nothing()
        : Maybe.just(plain(a.divide(b, PLACES, RoundingMode.DOWN)));
  }

  /** The quotient; the default, which comes first, by 0. */
  public static BigDecimal divWithDefault(BigDecimal defaultValue, BigDecimal a, BigDecimal b) {
    return MaybeFunctions.withDefault(defaultValue, div(a, b));
  }

  /** The decimal without its fraction. */
  public static BigDecimal truncate(BigDecimal d) {
    return d.setScale(0, RoundingMode.DOWN);
  }

  /** The nearest whole decimal; halves go away from zero. */
  public static BigDecimal round(BigDecimal d) {
    return d.setScale(0, RoundingMode.HALF_UP);
  }

  /** True if the first is greater. */
  public static boolean gt(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) > 0;
  }

  /** True if the first is not less. */
  public static boolean gte(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) >= 0;
  }

  /** True if they are equal. */
  public static boolean eq(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) == 0;
  }

  /** True if they are not equal. */
  public static boolean neq(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) != 0;
  }

  /** True if the first is less. */
  public static boolean lt(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) < 0;
  }

  /** True if the first is not greater. */
  public static boolean lte(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) <= 0;
  }

  /** How they stand to each other. */
  public static Order compare(BigDecimal a, BigDecimal b) {
    return Order.of(a.compareTo(b));
  }

  /** The decimal without its sign. */
  public static BigDecimal abs(BigDecimal value) {
    return value.abs();
  }

  /** The decimal with its point so many places further left. */
  public static BigDecimal shiftDecimalLeft(long n, BigDecimal value) {
    return shifted(n, value);
  }

  /** The decimal with its point so many places further right. */
  public static BigDecimal shiftDecimalRight(long n, BigDecimal value) {
    return shifted(n == Long.MIN_VALUE ? Long.MAX_VALUE : -n, value);
  }

  private static BigDecimal shifted(long left, BigDecimal value) {
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (left > MOST_DIGITS * 2L) {
      return BigDecimal.ZERO;
    }
    checkDigits(left < -MOST_DIGITS ? Long.MAX_VALUE : value.precision() - left);
    return plain(value.scaleByPowerOfTen((int) -left));
  }

  /** Zero. */
  public static BigDecimal zero() {
    return BigDecimal.ZERO;
  }

  /** One. */
  public static BigDecimal one() {
    return BigDecimal.ONE;
  }

  /** Minus one. */
  public static BigDecimal minusOne() {
    return BigDecimal.ONE.negate();
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal cut = value.scale() > PLACES ? value.setScale(PLACES, RoundingMode.DOWN) : value;
    BigDecimal stripped = cut.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }

  private static void checkDigits(long digits) {
    if (digits > MOST_DIGITS) {
      throw new ArithmeticException("a Decimal has " + MOST_DIGITS + " digits at most");
    }
  }
}
