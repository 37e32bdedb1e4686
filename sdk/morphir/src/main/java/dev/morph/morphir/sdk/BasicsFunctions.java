package dev.morph.morphir.sdk;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;

/**
 * The functions of Morphir.SDK.Basics. Arithmetic on {@code long} is exact: what does not fit is an
 * {@link ArithmeticException}. Those for any number go by the class of the values.
 */
public final class BasicsFunctions {
  private BasicsFunctions() {}

  /** The sum. */
  public static long add(long a, long b) {
    return fitting(Arithmetic.add(a, b));
  }

  /** The sum. */
  public static double add(double a, double b) {
    return a + b;
  }

  /** The sum of two numbers of one class. */
  public static <N> N add(N a, N b) {
    return same(a, Arithmetic.add(a, b));
  }

  /** The difference. */
  public static long subtract(long a, long b) {
    return fitting(Arithmetic.subtract(a, b));
  }

  /** The difference. */
  public static double subtract(double a, double b) {
    return a - b;
  }

  /** The difference of two numbers of one class. */
  public static <N> N subtract(N a, N b) {
    return same(a, Arithmetic.subtract(a, b));
  }

  /** The product. */
  public static long multiply(long a, long b) {
    long product = a * b;
    boolean small = ((a ^ (a >> 31)) | (b ^ (b >> 31))) >>> 31 == 0;
    return small || (b != 0 && b != -1 && product / b == a)
        ? product
        : fitting(Arithmetic.multiply(a, b));
  }

  /** The product. */
  public static double multiply(double a, double b) {
    return a * b;
  }

  /** The product of two numbers of one class. */
  public static <N> N multiply(N a, N b) {
    return same(a, Arithmetic.multiply(a, b));
  }

  /** The quotient; infinite or NaN by 0. */
  public static double divide(double a, double b) {
    return a / b;
  }

  /** The quotient towards zero; 0 by 0. */
  public static long integerDivide(long a, long b) {
    return fitting(Arithmetic.integerDivide(a, b));
  }

  /** The power; the quotient towards zero if the exponent is negative. */
  public static long power(long base, long exponent) {
    return fitting(Arithmetic.power(base, exponent));
  }

  /** The power. */
  public static double power(double base, double exponent) {
    return StrictMath.pow(base, exponent);
  }

  /** The power of two numbers of one class. */
  public static <N> N power(N base, N exponent) {
    return same(base, Arithmetic.power(base, exponent));
  }

  /** The integer as a float. */
  public static double toFloat(long a) {
    return a;
  }

  /** The nearest integer; halves go up. */
  public static long round(double a) {
    return fitting(Arithmetic.round(a));
  }

  /** The next integer below or equal. */
  public static long floor(double a) {
    return fitting(Arithmetic.integer(Math.floor(a)));
  }

  /** The next integer above or equal. */
  public static long ceiling(double a) {
    return fitting(Arithmetic.integer(Math.ceil(a)));
  }

  /** The integer without the fraction. */
  public static long truncate(double a) {
    return fitting(Arithmetic.truncate(a));
  }

  /** The remainder with the sign of the divisor, which comes first. */
  public static long modBy(long divisor, long a) {
    long remainder = remainderBy(divisor, a);
    return remainder != 0 && (remainder ^ divisor) < 0 ? remainder + divisor : remainder;
  }

  /** The remainder with the sign of the dividend; the divisor comes first. */
  public static long remainderBy(long divisor, long a) {
    if (divisor == 0) {
      throw new ArithmeticException("there is no remainder by 0");
    }
    return divisor == -1 ? 0 : a % divisor;
  }

  /** The number with the other sign. */
  public static long negate(long a) {
    return fitting(Arithmetic.subtract(0L, a));
  }

  /** The number with the other sign. */
  public static double negate(double a) {
    return -a;
  }

  /** The number with the other sign. */
  public static <N> N negate(N a) {
    return same(a, Arithmetic.negate(a));
  }

  /** The number without its sign. */
  public static long abs(long a) {
    return a < 0 ? negate(a) : a;
  }

  /** The number without its sign. */
  public static double abs(double a) {
    return Math.abs(a);
  }

  /** The number without its sign. */
  public static <N> N abs(N a) {
    return same(a, Arithmetic.abs(a));
  }

  /** The number, or the bound it is beyond. */
  public static long clamp(long low, long high, long a) {
    return a < low ? low : a > high ? high : a;
  }

  /** The number, or the bound it is beyond. */
  public static double clamp(double low, double high, double a) {
    return a < low ? low : a > high ? high : a;
  }

  /** The number, or the bound it is beyond. */
  public static <N> N clamp(N low, N high, N a) {
    return lessThan(a, low) ? low : greaterThan(a, high) ? high : a;
  }

  /** True for what is no number. */
  public static boolean isNaN(double a) {
    return Double.isNaN(a);
  }

  /** True for both infinities. */
  public static boolean isInfinite(double a) {
    return Double.isInfinite(a);
  }

  /** The square root; NaN of a negative number. */
  public static double sqrt(double a) {
    return Math.sqrt(a);
  }

  /** The logarithm; the base comes first. */
  public static double logBase(double base, double a) {
    return StrictMath.log(a) / StrictMath.log(base);
  }

  /** Euler's number. */
  public static double e() {
    return Math.E;
  }

  /** The circumference of a circle by its diameter. */
  public static double pi() {
    return Math.PI;
  }

  /** The cosine of an angle in radians. */
  public static double cos(double a) {
    return StrictMath.cos(a);
  }

  /** The sine of an angle in radians. */
  public static double sin(double a) {
    return StrictMath.sin(a);
  }

  /** The tangent of an angle in radians. */
  public static double tan(double a) {
    return StrictMath.tan(a);
  }

  /** The angle of a cosine, in radians. */
  public static double acos(double a) {
    return StrictMath.acos(a);
  }

  /** The angle of a sine, in radians. */
  public static double asin(double a) {
    return StrictMath.asin(a);
  }

  /** The angle of a tangent, in radians. */
  public static double atan(double a) {
    return StrictMath.atan(a);
  }

  /** The angle of the point of ordinate y and abscissa x, in radians. */
  public static double atan2(double y, double x) {
    return StrictMath.atan2(y, x);
  }

  /** An angle in degrees, as radians. */
  public static double degrees(double a) {
    return a * Math.PI / 180;
  }

  /** An angle in radians, as it is. */
  public static double radians(double a) {
    return a;
  }

  /** An angle in turns, as radians. */
  public static double turns(double a) {
    return 2 * Math.PI * a;
  }

  /** The distance and angle of a point. */
  public static Tuple2<Double, Double> toPolar(Tuple2<Double, Double> point) {
    double x = point.first();
    double y = point.second();
    return new Tuple2<>(Math.sqrt(x * x + y * y), atan2(y, x));
  }

  /** The point at a distance and angle. */
  public static Tuple2<Double, Double> fromPolar(Tuple2<Double, Double> polar) {
    double distance = polar.first();
    double angle = polar.second();
    return new Tuple2<>(distance * cos(angle), distance * sin(angle));
  }

  /** True if they are equal. */
  public static boolean equal(long a, long b) {
    return a == b;
  }

  /** True if they are equal. */
  public static boolean equal(double a, double b) {
    return a == b;
  }

  /** True if they are equal by structure. */
  public static <A> boolean equal(A a, A b) {
    return Equality.equal(a, b);
  }

  /** True if they are not equal. */
  public static boolean notEqual(long a, long b) {
    return a != b;
  }

  /** True if they are not equal. */
  public static boolean notEqual(double a, double b) {
    return a != b;
  }

  /** True if they are not equal by structure. */
  public static <A> boolean notEqual(A a, A b) {
    return !Equality.equal(a, b);
  }

  /** True if the first is less. */
  public static boolean lessThan(long a, long b) {
    return a < b;
  }

  /** True if the first is less. */
  public static boolean lessThan(double a, double b) {
    return a < b;
  }

  /** True if the first is less. */
  public static <A> boolean lessThan(A a, A b) {
    return Comparison.compare(a, b) < 0 && neitherIsNaN(a, b);
  }

  /** True if the first is greater. */
  public static boolean greaterThan(long a, long b) {
    return a > b;
  }

  /** True if the first is greater. */
  public static boolean greaterThan(double a, double b) {
    return a > b;
  }

  /** True if the first is greater. */
  public static <A> boolean greaterThan(A a, A b) {
    return Comparison.compare(a, b) > 0 && neitherIsNaN(a, b);
  }

  /** True if the first is not greater. */
  public static boolean lessThanOrEqual(long a, long b) {
    return a <= b;
  }

  /** True if the first is not greater. */
  public static boolean lessThanOrEqual(double a, double b) {
    return a <= b;
  }

  /** True if the first is not greater. */
  public static <A> boolean lessThanOrEqual(A a, A b) {
    return Comparison.compare(a, b) <= 0 && neitherIsNaN(a, b);
  }

  /** True if the first is not less. */
  public static boolean greaterThanOrEqual(long a, long b) {
    return a >= b;
  }

  /** True if the first is not less. */
  public static boolean greaterThanOrEqual(double a, double b) {
    return a >= b;
  }

  /** True if the first is not less. */
  public static <A> boolean greaterThanOrEqual(A a, A b) {
    return Comparison.compare(a, b) >= 0 && neitherIsNaN(a, b);
  }

  /** The greater of two. */
  public static long max(long a, long b) {
    return a > b ? a : b;
  }

  /** The greater of two. */
  public static double max(double a, double b) {
    return a > b ? a : b;
  }

  /** The greater of two. */
  public static <A> A max(A a, A b) {
    return greaterThan(a, b) ? a : b;
  }

  /** The lesser of two. */
  public static long min(long a, long b) {
    return a < b ? a : b;
  }

  /** The lesser of two. */
  public static double min(double a, double b) {
    return a < b ? a : b;
  }

  /** The lesser of two. */
  public static <A> A min(A a, A b) {
    return lessThan(a, b) ? a : b;
  }

  /** How they stand to each other. */
  public static Order compare(long a, long b) {
    return Order.of(Long.compare(a, b));
  }

  /** How they stand to each other; whatever has NaN in it is GT, as in Elm. */
  public static Order compare(double a, double b) {
    return a == b ? Order.EQ : a < b ? Order.LT : Order.GT;
  }

  /** How they stand to each other. */
  public static <A> Order compare(A a, A b) {
    return neitherIsNaN(a, b) ? Order.of(Comparison.compare(a, b)) : Order.GT;
  }

  /** True if it is false. */
  public static boolean not(boolean a) {
    return !a;
  }

  /** True if both are. */
  public static boolean and(boolean a, boolean b) {
    return a && b;
  }

  /** True if one is, or both are. */
  public static boolean or(boolean a, boolean b) {
    return a || b;
  }

  /** True if exactly one is. */
  public static boolean xor(boolean a, boolean b) {
    return a ^ b;
  }

  /** One text after the other. */
  public static String append(String a, String b) {
    return a + b;
  }

  /** One list after the other. */
  public static <A> List<A> append(List<A> a, List<A> b) {
    return ListFunctions.append(a, b);
  }

  /**
   * One text or list after the other.
   *
   * @throws IllegalArgumentException if they are neither two texts nor two lists
   */
  @SuppressWarnings("unchecked") // both are of one class, which the result has too
  public static <A> A append(A a, A b) {
    if (a instanceof String x && b instanceof String y) {
      return (A) append(x, y);
    }
    if (a instanceof List<?> && b instanceof List<?>) {
      return (A) append((List<Object>) a, (List<Object>) b);
    }
    throw new IllegalArgumentException(
        "two texts or two lists are wanted, not " + Contents.kind(a) + " and " + Contents.kind(b));
  }

  /** The value itself. */
  public static <A> A identity(A a) {
    return a;
  }

  /** The first value, whatever the second is. */
  public static <A, B> A always(A a, B b) {
    return a;
  }

  /** The function that gives f's result to g. */
  public static <A, B, C> Function<A, C> composeLeft(Function<B, C> g, Function<A, B> f) {
    return a -> g.apply(f.apply(a));
  }

  /** The function that gives f's result to g. */
  public static <A, B, C> Function<A, C> composeRight(Function<A, B> f, Function<B, C> g) {
    return a -> g.apply(f.apply(a));
  }

  /** What g gives for what f gives. */
  public static <A, B, C> C composeLeft(Function<B, C> g, Function<A, B> f, A a) {
    return g.apply(f.apply(a));
  }

  /** What g gives for what f gives. */
  public static <A, B, C> C composeRight(Function<A, B> f, Function<B, C> g, A a) {
    return g.apply(f.apply(a));
  }

  /** What cannot be called, as there is no value to give it. */
  @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // as Elm declares it
  public static <A> A never(Never a) {
    throw new IllegalArgumentException("there is no value of Never to call this with");
  }

  private static boolean neitherIsNaN(Object a, Object b) {
    return !(a instanceof Double x && x.isNaN()) && !(b instanceof Double y && y.isNaN());
  }

  static long fitting(Object a) {
    if (a instanceof Long fits) {
      return fits;
    }
    throw overflow(a);
  }

  @SuppressWarnings("unchecked") // the class is the operand's
  private static <N> N same(N operand, Object result) {
    if (operand instanceof Long && result instanceof BigInteger) {
      throw overflow(result);
    }
    return (N) result;
  }

  private static ArithmeticException overflow(Object a) {
    String seen =
        a instanceof BigInteger big && big.bitLength() < 200 ? a + " is not" : "this is not";
    return new ArithmeticException(
        "an Int is from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE + " here, which " + seen);
  }
}
