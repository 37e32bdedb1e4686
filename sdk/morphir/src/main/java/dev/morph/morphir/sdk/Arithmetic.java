package dev.morph.morphir.sdk;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Arithmetic on numbers whose type is known only when the program runs. Integers are {@link Long},
 * or {@link BigInteger} if and only if they do not fit; floats are {@link Double}; decimals are
 * {@link BigDecimal}. An integer beside a float counts as a float, one beside a decimal as a
 * decimal. No integer may have more than {@value #MAX_BITS} bits.
 */
public final class Arithmetic {
  /** So many bits an integer has at most, that no program fills the memory with one. */
  public static final int MAX_BITS = 1 << 20;

  private static final int MOST_DIGITS = 300_000; // a little less than those bits say

  private Arithmetic() {}

  /** True for what this class computes with. */
  public static boolean isNumber(Object value) {
    return value instanceof Long
        || value instanceof Double
        || value instanceof BigInteger
        || value instanceof BigDecimal
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  /** The sum. */
  public static Object add(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long sum = x + y;
      boolean overflow = ((x ^ sum) & (y ^ sum)) < 0;
      return overflow ? big(a).add(big(b)) : (Object) sum;
    }
    return switch (rank(a, b)) {
      case FLOAT -> toDouble(a) + toDouble(b);
      case DECIMAL -> decimal(a).add(decimal(b));
      case INTEGER -> normal(big(a).add(big(b)));
    };
  }

  /** The difference. */
  public static Object subtract(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long difference = x - y;
      boolean overflow = ((x ^ y) & (x ^ difference)) < 0;
      return overflow ? big(a).subtract(big(b)) : (Object) difference;
    }
    return switch (rank(a, b)) {
      case FLOAT -> toDouble(a) - toDouble(b);
      case DECIMAL -> decimal(a).subtract(decimal(b));
      case INTEGER -> normal(big(a).subtract(big(b)));
    };
  }

  /** The product. */
  public static Object multiply(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y && fitsInt(x) && fitsInt(y)) {
      return x * y;
    }
    return switch (rank(a, b)) {
      case FLOAT -> toDouble(a) * toDouble(b);
      case DECIMAL -> DecimalFunctions.mul(decimal(a), decimal(b));
      case INTEGER -> normal(product(big(a), big(b)));
    };
  }

  private static BigInteger product(BigInteger a, BigInteger b) {
    checkBits((long) a.bitLength() + b.bitLength());
    return a.multiply(b);
  }

  /**
   * The power. A negative exponent gives an integer's quotient towards zero.
   *
   * @throws ArithmeticException for 0 to a negative exponent, and if the power is too large
   */
  public static Object power(Object base, Object exponent) {
    if (rank(base, exponent) == Rank.FLOAT) {
      return BasicsFunctions.power(toDouble(base), toDouble(exponent));
    }
    BigInteger of = big(base);
    BigInteger times = big(exponent);
    if (of.abs().bitLength() <= 1) {
      return smallPower(of.intValue(), times);
    }
    if (times.signum() < 0) {
      return 0L;
    }
    checkBits(times.bitLength() > 31 ? Long.MAX_VALUE : (of.bitLength() - 1L) * times.intValue());
    return normal(of.pow(times.intValue()));
  }

  /** Of -1, 0 and 1, whose powers are small whatever the exponent. */
  private static Object smallPower(int base, BigInteger exponent) {
    if (base == 0) {
      if (exponent.signum() < 0) {
        throw new ArithmeticException("0 has no power of " + exponent);
      }
      return exponent.signum() == 0 ? 1L : 0L;
    }
    return base < 0 && exponent.testBit(0) ? -1L : 1L;
  }

  /** The number with the other sign. */
  public static Object negate(Object a) {
    return switch (a) {
      case Double x -> -x;
      case BigDecimal x -> x.negate();
      default -> subtract(0L, a);
    };
  }

  /** The number without its sign. */
  public static Object abs(Object a) {
    return switch (a) {
      case Double x -> Math.abs(x);
      case BigDecimal x -> x.abs();
      default -> big(a).signum() < 0 ? negate(a) : a;
    };
  }

  /** The quotient of integers towards zero; 0 if the divisor is 0, as in Elm. */
  public static Object integerDivide(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y && y != -1) {
      return y == 0 ? 0L : x / y;
    }
    return big(b).signum() == 0 ? 0L : normal(big(a).divide(big(b)));
  }

  /**
   * The remainder with the sign of the divisor.
   *
   * @throws ArithmeticException if the divisor is 0
   */
  public static Object modBy(Object divisor, Object a) {
    BigInteger by = divisor(divisor);
    BigInteger remainder = big(a).remainder(by);
    boolean wrongSign = remainder.signum() != 0 && remainder.signum() != by.signum();
    return normal(wrongSign ? remainder.add(by) : remainder);
  }

  /**
   * The remainder with the sign of the dividend.
   *
   * @throws ArithmeticException if the divisor is 0
   */
  public static Object remainderBy(Object divisor, Object a) {
    return normal(big(a).remainder(divisor(divisor)));
  }

  private static BigInteger divisor(Object divisor) {
    BigInteger by = big(divisor);
    if (by.signum() == 0) {
      throw new ArithmeticException("there is no remainder by 0");
    }
    return by;
  }

  /**
   * The integer of a float that has no fraction.
   *
   * @throws ArithmeticException if it is NaN or infinite
   */
  public static Object integer(double whole) {
    if (Double.isNaN(whole) || Double.isInfinite(whole)) {
      throw new ArithmeticException("no Int is " + StringFunctions.fromFloat(whole));
    }
    long fitting = (long) whole;
    boolean fits = whole >= -0x1p63 && whole < 0x1p63;
    return fits ? (Object) fitting : normal(new BigDecimal(whole).toBigInteger());
  }

  /** The nearest integer; halves go up. */
  public static Object round(double a) {
    double below = Math.floor(a);
    return integer(a - below >= 0.5 ? below + 1 : below);
  }

  /** The integer without the fraction. */
  public static Object truncate(double a) {
    return integer(a < 0 ? Math.ceil(a) : Math.floor(a));
  }

  /** The integer that a text of digits says, with or without sign; nothing if it is too large. */
  public static Maybe<Object> parse(String digits) {
    if (digits.length() > MOST_DIGITS || !NumberText.isInteger(digits)) {
      return Maybe.nothing();
    }
    return Maybe.just(normal(new BigInteger(digits)));
  }

  /** Compares two numbers; NaN equals itself and is above all others, 0.0 equals -0.0. */
  public static int compare(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    return switch (rank(a, b)) {
      case FLOAT -> compareFloats(toDouble(a), toDouble(b));
      case DECIMAL -> decimal(a).compareTo(decimal(b));
      case INTEGER -> big(a).compareTo(big(b));
    };
  }

  private static int compareFloats(double a, double b) {
    return a == b ? 0 : Double.compare(a, b);
  }

  /** The float next to a number. */
  public static double toDouble(Object a) {
    if (a instanceof Number number) {
      return number.doubleValue();
    }
    throw noNumber(a);
  }

  /** An integer as what it always can be. */
  public static BigInteger big(Object a) {
    return switch (a) {
      case BigInteger x -> x;
      case Long x -> BigInteger.valueOf(x);
      case Integer x -> BigInteger.valueOf(x);
      case Short x -> BigInteger.valueOf(x);
      case Byte x -> BigInteger.valueOf(x);
      default -> throw new IllegalArgumentException("an Int is wanted, not " + Contents.kind(a));
    };
  }

  /** An integer as {@link Long} if it fits. */
  public static Object normal(BigInteger a) {
    if (a.bitLength() < Long.SIZE) {
      return a.longValue();
    }
    checkBits(a.bitLength());
    return a;
  }

  private static void checkBits(long bits) {
    if (bits > MAX_BITS) {
      throw new ArithmeticException("an Int has " + MAX_BITS + " bits at most");
    }
  }

  private static BigDecimal decimal(Object a) {
    return a instanceof BigDecimal decimal ? decimal : new BigDecimal(big(a));
  }

  private static boolean fitsInt(long a) {
    return a == (int) a;
  }

  private enum Rank {
    INTEGER,
    FLOAT,
    DECIMAL
  }

  private static Rank rank(Object a, Object b) {
    if (!isNumber(a) || !isNumber(b)) {
      throw noNumber(isNumber(a) ? b : a);
    }
    if (a instanceof Double || b instanceof Double) {
      return Rank.FLOAT;
    }
    return a instanceof BigDecimal || b instanceof BigDecimal ? Rank.DECIMAL : Rank.INTEGER;
  }

  private static IllegalArgumentException noNumber(Object a) {
    return new IllegalArgumentException("a number is wanted, not " + Contents.kind(a));
  }
}
