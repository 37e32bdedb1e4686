package dev.morph.morphir.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalFunctionsTest {
  private static BigDecimal d(String text) {
    return new BigDecimal(text);
  }

  @Test
  void scalesIntegers() {
    assertThat(DecimalFunctions.fromInt(634)).isEqualTo(d("634"));
    assertThat(DecimalFunctions.hundred(123)).isEqualTo(d("12300"));
    assertThat(DecimalFunctions.thousand(-1)).isEqualTo(d("-1000"));
    assertThat(DecimalFunctions.million(Long.MAX_VALUE)).isEqualTo(d("9223372036854775807000000"));
    assertThat(DecimalFunctions.tenth(3)).isEqualTo(d("0.3"));
    assertThat(DecimalFunctions.hundredth(120)).isEqualTo(d("1.2"));
    assertThat(DecimalFunctions.thousandth(123)).isEqualTo(d("0.123"));
    assertThat(DecimalFunctions.millionth(123)).isEqualTo(d("0.000123"));
    assertThat(DecimalFunctions.bps(25)).isEqualTo(d("0.0025"));
    assertThat(DecimalFunctions.zero()).isZero();
    assertThat(DecimalFunctions.one()).isOne();
    assertThat(DecimalFunctions.minusOne()).isEqualTo(d("-1"));
  }

  @Test
  void convertsFloats() {
    assertThat(DecimalFunctions.fromFloat(0.1)).isEqualTo(d("0.1"));
    assertThat(DecimalFunctions.fromFloat(1e21)).isEqualTo(d("1000000000000000000000"));
    assertThat(DecimalFunctions.fromFloat(-0.0)).isZero();
    assertThat(DecimalFunctions.fromFloat(Double.NaN)).isZero();
    assertThat(DecimalFunctions.fromFloat(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(DecimalFunctions.fromFloat(1e-40)).isZero();
    assertThat(DecimalFunctions.toFloat(d("0.1"))).isEqualTo(0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "523,523",
    "-1.50,-1.5",
    "0,0",
    "-0,0",
    "007.10,7.1",
    "1e3,1000",
    "-2.5e-2,-0.025",
    "0e0,0",
    "0.00000000000000000000000000000000001,0"
  })
  void readsTexts(String text, String written) {
    assertThat(MaybeFunctions.map(DecimalFunctions::toString, DecimalFunctions.fromString(text)))
        .isEqualTo(Maybe.just(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".5",
        "5.",
        "+1",
        "1.2.3",
        "1e",
        "1e+3",
        "1E3",
        "12e3",
        "1.0e3",
        "1.e3",
        "a",
        " 1",
        "1e-33",
        "1e99999999999",
        "1e100001",
        "NaN",
        "Infinity",
        "١"
      })
  void readsNoOtherTexts(String text) {
    assertThat(DecimalFunctions.fromString(text)).isEqualTo(Maybe.nothing());
  }

  @Test
  void computes() {
    assertThat(DecimalFunctions.add(d("0.1"), d("0.9"))).isEqualTo(d("1"));
    assertThat(DecimalFunctions.sub(d("1"), d("0.9"))).isEqualTo(d("0.1"));
    assertThat(DecimalFunctions.negate(d("34.222"))).isEqualTo(d("-34.222"));
    assertThat(DecimalFunctions.mul(d("2.31"), d("0.03"))).isEqualTo(d("0.0693"));
    assertThat(DecimalFunctions.mul(d("1e-20"), d("1e-20"))).isZero();
    assertThat(DecimalFunctions.div(d("1"), d("3")))
        .isEqualTo(Maybe.just(d("0." + "3".repeat(32))));
    assertThat(DecimalFunctions.div(d("-2"), d("3")))
        .isEqualTo(Maybe.just(d("-0." + "6".repeat(32))));
    assertThat(DecimalFunctions.div(d("1"), d("0.00"))).isEqualTo(Maybe.nothing());
    assertThat(DecimalFunctions.divWithDefault(d("7"), d("1"), d("0"))).isEqualTo(d("7"));
    assertThat(DecimalFunctions.divWithDefault(d("7"), d("1"), d("4"))).isEqualTo(d("0.25"));
    assertThat(DecimalFunctions.abs(d("-1"))).isEqualTo(d("1"));
    assertThat(DecimalFunctions.truncate(d("-1.9"))).isEqualTo(d("-1"));
    assertThat(DecimalFunctions.shiftDecimalLeft(2, d("123.45"))).isEqualTo(d("1.2345"));
    assertThat(DecimalFunctions.shiftDecimalRight(3, d("12.345"))).isEqualTo(d("12345"));
    assertThat(DecimalFunctions.shiftDecimalRight(-1, d("5"))).isEqualTo(d("0.5"));
    assertThat(DecimalFunctions.shiftDecimalLeft(Long.MAX_VALUE, d("5"))).isZero();
    assertThatThrownBy(() -> DecimalFunctions.shiftDecimalRight(Long.MAX_VALUE, d("5")))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> DecimalFunctions.shiftDecimalLeft(Long.MIN_VALUE, d("5")))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @CsvSource({"322.14,322", "-91.51,-92", "0.5,1", "1.5,2", "-0.5,-1", "-0.4,0", "7,7"})
  void roundsHalvesAwayFromZero(String decimal, String expected) {
    assertThat(DecimalFunctions.round(d(decimal))).isEqualByComparingTo(expected);
  }

  @Test
  void compares() {
    BigDecimal one = d("1.0");
    BigDecimal two = d("2");
    assertThat(DecimalFunctions.eq(one, d("1.00"))).isTrue();
    assertThat(DecimalFunctions.neq(one, two)).isTrue();
    assertThat(DecimalFunctions.gt(two, one)).isTrue();
    assertThat(DecimalFunctions.gte(one, two)).isFalse();
    assertThat(DecimalFunctions.lt(one, two)).isTrue();
    assertThat(DecimalFunctions.lte(two, one)).isFalse();
    assertThat(DecimalFunctions.compare(one, two)).isEqualTo(Order.LT);
    assertThat(Equality.equal(one, d("1"))).isTrue();
  }

  @Test
  void identitiesHold() {
    var random = new Random(10);
    for (int i = 0; i < 2_000; i++) {
      BigDecimal a = any(random);
      BigDecimal b = any(random);
      assertThat(DecimalFunctions.sub(DecimalFunctions.add(a, b), b)).isEqualTo(a);
      assertThat(DecimalFunctions.mul(a, b)).isEqualTo(DecimalFunctions.mul(b, a));
      if (b.signum() != 0) {
        assertThat(DecimalFunctions.div(DecimalFunctions.mul(a, b), b)).isEqualTo(Maybe.just(a));
      }
      assertThat(DecimalFunctions.fromString(DecimalFunctions.toString(a)))
          .isEqualTo(Maybe.just(a));
    }
  }

  private static BigDecimal any(Random random) {
    var value = new BigDecimal(new BigInteger(40, random), random.nextInt(12));
    return DecimalFunctions.add(random.nextBoolean() ? value : value.negate(), BigDecimal.ZERO);
  }

  @Test
  void sizesHaveABound() {
    BigDecimal large = DecimalFunctions.shiftDecimalRight(99_000, d("1"));
    assertThatThrownBy(() -> DecimalFunctions.mul(large, large))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("digits");
  }

  private static Rational r(long numerator, long denominator) {
    return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  @Test
  void fractionsStayAsTheyCameAbout() {
    assertThat(NumberFunctions.toFractionalString(r(2, 4))).isEqualTo("2/4");
    assertThat(NumberFunctions.simplify(r(-2, 4))).isEqualTo(Maybe.just(r(-1, 2)));
    assertThat(NumberFunctions.simplify(r(0, 5))).isEqualTo(Maybe.just(r(0, 1)));
    assertThat(NumberFunctions.isSimplified(r(2, 4))).isFalse();
    assertThat(NumberFunctions.isSimplified(r(1, 2))).isTrue();
    assertThat(NumberFunctions.equal(r(2, 4), r(1, 2))).isTrue();
    assertThat(NumberFunctions.notEqual(r(2, 4), r(1, 2))).isFalse();
    assertThat(NumberFunctions.reciprocal(r(2, 3))).isEqualTo(r(3, 2));
    assertThat(NumberFunctions.reciprocal(r(0, 3))).isEqualTo(r(0, 3));
    assertThat(NumberFunctions.divide(r(1, 2), r(3, 4))).isEqualTo(Result.ok(r(4, 6)));
    assertThat(NumberFunctions.divide(r(1, 2), NumberFunctions.zero()))
        .isEqualTo(Result.err(DivisionByZero.DIVISION_BY_ZERO));
    assertThat(NumberFunctions.toDecimal(r(1, 4))).isEqualTo(Maybe.just(d("0.25")));
    assertThat(NumberFunctions.coerceToDecimal(d("9"), r(-1, 4))).isEqualTo(d("-0.25"));
    assertThat(NumberFunctions.fromInt(3)).isEqualTo(r(3, 1));
    assertThat(NumberFunctions.one()).isEqualTo(r(1, 1));
    assertThat(NumberFunctions.abs(r(-1, -2))).isEqualTo(r(1, 2));
    assertThatThrownBy(() -> r(1, 0)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void fractionsAreAField() {
    var random = new Random(11);
    for (int i = 0; i < 3_000; i++) {
      Rational a = r(random.nextInt(40) - 20, random.nextInt(9) + 1);
      Rational b = r(random.nextInt(40) - 20, -random.nextInt(9) - 1);
      double x = a.numerator().doubleValue() / a.denominator().doubleValue();
      double y = b.numerator().doubleValue() / b.denominator().doubleValue();
      assertThat(NumberFunctions.lessThan(a, b)).isEqualTo(x < y);
      assertThat(NumberFunctions.lessThanOrEqual(a, b)).isEqualTo(x <= y);
      assertThat(NumberFunctions.greaterThan(a, b)).isEqualTo(x > y);
      assertThat(NumberFunctions.greaterThanOrEqual(a, b)).isEqualTo(x >= y);
      assertThat(NumberFunctions.equal(NumberFunctions.subtract(NumberFunctions.add(a, b), b), a))
          .isTrue();
      assertThat(NumberFunctions.equal(NumberFunctions.negate(NumberFunctions.negate(a)), a))
          .isTrue();
      if (b.numerator().signum() != 0) {
        assertThat(
                NumberFunctions.equal(
                    ((Result.Ok<DivisionByZero, Rational>)
                            NumberFunctions.divide(NumberFunctions.multiply(a, b), b))
                        .value(),
                    a))
            .isTrue();
      }
    }
  }

  @Test
  void integersOfSoManyBits() {
    assertThat(IntFunctions.toInt8(127)).isEqualTo(Maybe.just((byte) 127));
    assertThat(IntFunctions.toInt8(128)).isEqualTo(Maybe.nothing());
    assertThat(IntFunctions.toInt16(-32_768)).isEqualTo(Maybe.just((short) -32_768));
    assertThat(IntFunctions.toInt16(-32_769)).isEqualTo(Maybe.nothing());
    assertThat(IntFunctions.toInt32(1L << 31)).isEqualTo(Maybe.nothing());
    assertThat(IntFunctions.toInt32(-1)).isEqualTo(Maybe.just(-1));
    assertThat(IntFunctions.toInt64(Long.MIN_VALUE)).isEqualTo(Maybe.just(Long.MIN_VALUE));
    assertThat(IntFunctions.fromInt8((byte) -1)).isEqualTo(-1);
    assertThat(IntFunctions.fromInt16((short) -1)).isEqualTo(-1);
    assertThat(IntFunctions.fromInt32(-1)).isEqualTo(-1);
    assertThat(IntFunctions.fromInt64(-1L)).isEqualTo(-1);
  }
}
