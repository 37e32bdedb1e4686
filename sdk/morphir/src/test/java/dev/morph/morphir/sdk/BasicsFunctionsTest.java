package dev.morph.morphir.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BasicsFunctionsTest {
  private static final double NAN = Double.NaN;
  private static final Offset<Double> NEAR = Offset.offset(1e-15);

  @Test
  void integersAreExactOrRefused() {
    assertThat(BasicsFunctions.add(2L, 3L)).isEqualTo(5);
    assertThat(BasicsFunctions.subtract(2L, 3L)).isEqualTo(-1);
    assertThat(BasicsFunctions.multiply(-4_000_000_000L, 2L)).isEqualTo(-8_000_000_000L);
    assertThat(BasicsFunctions.multiply(Long.MAX_VALUE, -1L)).isEqualTo(-Long.MAX_VALUE);
    assertThat(BasicsFunctions.multiply(3_037_000_500L, 3_037_000_499L))
        .isEqualTo(3_037_000_500L * 3_037_000_499L);
    assertThat(BasicsFunctions.power(2L, 62L)).isEqualTo(1L << 62);
    assertThat(BasicsFunctions.power(-2L, 63L)).isEqualTo(Long.MIN_VALUE);
    assertThat(BasicsFunctions.power(7L, 0L)).isEqualTo(1);
    assertThat(BasicsFunctions.power(-1L, Long.MAX_VALUE)).isEqualTo(-1);
    assertThat(BasicsFunctions.power(2L, -1L)).isZero();
    for (Runnable overflow :
        List.<Runnable>of(
            () -> BasicsFunctions.add(Long.MAX_VALUE, 1L),
            () -> BasicsFunctions.subtract(Long.MIN_VALUE, 1L),
            () -> BasicsFunctions.multiply(1L << 32, 1L << 31),
            () -> BasicsFunctions.multiply(Long.MIN_VALUE, -1L),
            () -> BasicsFunctions.multiply(-1L, Long.MIN_VALUE),
            () -> BasicsFunctions.power(2L, 63L),
            () -> BasicsFunctions.power(10L, Long.MAX_VALUE),
            () -> BasicsFunctions.power(0L, -1L),
            () -> BasicsFunctions.negate(Long.MIN_VALUE),
            () -> BasicsFunctions.abs(Long.MIN_VALUE),
            () -> BasicsFunctions.integerDivide(Long.MIN_VALUE, -1L),
            () -> BasicsFunctions.add((Object) Long.MAX_VALUE, (Object) 1L),
            () -> BasicsFunctions.round(1e300),
            () -> BasicsFunctions.floor(NAN),
            () -> BasicsFunctions.ceiling(Double.POSITIVE_INFINITY),
            () -> BasicsFunctions.truncate(-1e19))) {
      assertThatThrownBy(overflow::run)
          .isInstanceOf(ArithmeticException.class)
          .hasMessageNotContaining("null");
    }
  }

  @Test
  void multipliesLikeIntegersOfAnySize() {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long a = random.nextLong() >> random.nextInt(64);
      long b = random.nextLong() >> random.nextInt(64);
      BigInteger exact = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
      if (exact.bitLength() < 64) {
        assertThat(BasicsFunctions.multiply(a, b)).isEqualTo(exact.longValue());
      } else {
        assertThatThrownBy(() -> BasicsFunctions.multiply(a, b))
            .isInstanceOf(ArithmeticException.class);
      }
      assertThat(Arithmetic.multiply(a, b)).isEqualTo(Arithmetic.normal(exact));
      assertThat(Arithmetic.add(a, b))
          .isEqualTo(Arithmetic.normal(BigInteger.valueOf(a).add(BigInteger.valueOf(b))));
      assertThat(Arithmetic.subtract(a, b))
          .isEqualTo(Arithmetic.normal(BigInteger.valueOf(a).subtract(BigInteger.valueOf(b))));
    }
  }

  @Test
  void dividesAsElmDoes() {
    assertThat(BasicsFunctions.integerDivide(-7, 2)).isEqualTo(-3);
    assertThat(BasicsFunctions.integerDivide(7, 0)).isZero();
    assertThat(BasicsFunctions.modBy(4, -5)).isEqualTo(3);
    assertThat(BasicsFunctions.modBy(-4, 5)).isEqualTo(-3);
    assertThat(BasicsFunctions.modBy(4, 8)).isZero();
    assertThat(BasicsFunctions.remainderBy(4, -5)).isEqualTo(-1);
    assertThat(BasicsFunctions.remainderBy(-1, Long.MIN_VALUE)).isZero();
    assertThatThrownBy(() -> BasicsFunctions.modBy(0, 1)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> BasicsFunctions.remainderBy(0, 1))
        .isInstanceOf(ArithmeticException.class);
    assertThat(BasicsFunctions.divide(1, 0)).isInfinite();
    assertThat(BasicsFunctions.divide(0, 0)).isNaN();
  }

  @Test
  void moduloHoldsItsLaw() {
    var random = new Random(2);
    for (int i = 0; i < 5_000; i++) {
      long a = random.nextInt();
      long by = random.nextInt(100) + 1L;
      for (long divisor : new long[] {by, -by}) {
        assertThat(BasicsFunctions.modBy(divisor, a))
            .isEqualTo(a - divisor * Math.floorDiv(a, divisor));
        assertThat(Arithmetic.modBy(divisor, a)).isEqualTo(BasicsFunctions.modBy(divisor, a));
        assertThat(Arithmetic.remainderBy(divisor, a))
            .isEqualTo(BasicsFunctions.remainderBy(divisor, a));
      }
    }
  }

  @Test
  void floatsComputeAsFloats() {
    assertThat(BasicsFunctions.add(0.1, 0.2)).isEqualTo(0.30000000000000004);
    assertThat(BasicsFunctions.subtract(1.5, 1.0)).isEqualTo(0.5);
    assertThat(BasicsFunctions.multiply(1.5, 2.0)).isEqualTo(3.0);
    assertThat(BasicsFunctions.power(2.0, 0.5)).isEqualTo(Math.sqrt(2));
    assertThat(BasicsFunctions.negate(1.5)).isEqualTo(-1.5);
    assertThat(BasicsFunctions.abs(-1.5)).isEqualTo(1.5);
    assertThat(BasicsFunctions.toFloat(3)).isEqualTo(3.0);
    assertThat(BasicsFunctions.isNaN(NAN)).isTrue();
    assertThat(BasicsFunctions.isInfinite(-1 / 0.0)).isTrue();
    assertThat(BasicsFunctions.isInfinite(NAN)).isFalse();
    assertThat(BasicsFunctions.sqrt(9)).isEqualTo(3.0);
    assertThat(BasicsFunctions.sqrt(-1)).isNaN();
    assertThat(BasicsFunctions.logBase(2, 256)).isEqualTo(8.0);
    assertThat(BasicsFunctions.e()).isEqualTo(2.718281828459045);
    assertThat(BasicsFunctions.pi()).isEqualTo(3.141592653589793);
  }

  @Test
  void roundsHalvesUp() {
    double[] floats = {-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 1.4, -1.6, 0.49999999999999994};
    long[] rounded = {-2, -1, 0, 1, 2, 3, 1, -2, 0};
    for (int i = 0; i < floats.length; i++) {
      assertThat(BasicsFunctions.round(floats[i])).as("%s", floats[i]).isEqualTo(rounded[i]);
    }
    assertThat(BasicsFunctions.floor(-1.2)).isEqualTo(-2);
    assertThat(BasicsFunctions.ceiling(-1.2)).isEqualTo(-1);
    assertThat(BasicsFunctions.truncate(-1.2)).isEqualTo(-1);
    assertThat(BasicsFunctions.truncate(1.8)).isEqualTo(1);
    assertThat(BasicsFunctions.round(-0x1p63)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void anglesAreInRadians() {
    assertThat(BasicsFunctions.degrees(180)).isEqualTo(Math.PI);
    assertThat(BasicsFunctions.radians(1.5)).isEqualTo(1.5);
    assertThat(BasicsFunctions.turns(0.5)).isEqualTo(Math.PI);
    assertThat(BasicsFunctions.cos(BasicsFunctions.degrees(60))).isEqualTo(0.5000000000000001);
    assertThat(BasicsFunctions.sin(BasicsFunctions.degrees(60))).isEqualTo(0.8660254037844386);
    assertThat(BasicsFunctions.tan(BasicsFunctions.degrees(45))).isEqualTo(0.9999999999999999);
    assertThat(BasicsFunctions.acos(0.5)).isEqualTo(1.0471975511965979, NEAR);
    assertThat(BasicsFunctions.asin(0.5)).isEqualTo(0.5235987755982989, NEAR);
    assertThat(BasicsFunctions.atan(1)).isEqualTo(Math.PI / 4);
    assertThat(BasicsFunctions.atan2(1, -1)).isEqualTo(3 * Math.PI / 4);
    assertThat(BasicsFunctions.toPolar(new Tuple2<>(3.0, 4.0)))
        .isEqualTo(new Tuple2<>(5.0, 0.9272952180016122));
    assertThat(BasicsFunctions.fromPolar(new Tuple2<>(2.0, 0.0))).isEqualTo(new Tuple2<>(2.0, 0.0));
  }

  @Test
  void comparesNumbers() {
    assertThat(BasicsFunctions.clamp(1L, 5L, 9L)).isEqualTo(5);
    assertThat(BasicsFunctions.clamp(1.0, 5.0, 0.5)).isEqualTo(1.0);
    assertThat(BasicsFunctions.clamp("b", "d", "c")).isEqualTo("c");
    assertThat(BasicsFunctions.max(1L, 2L)).isEqualTo(2);
    assertThat(BasicsFunctions.min(1.0, 2.0)).isEqualTo(1.0);
    assertThat(BasicsFunctions.max("a", "b")).isEqualTo("b");
    assertThat(BasicsFunctions.min("a", "b")).isEqualTo("a");
    assertThat(BasicsFunctions.compare(1L, 2L)).isEqualTo(Order.LT);
    assertThat(BasicsFunctions.compare(2.0, 1.0)).isEqualTo(Order.GT);
    assertThat(BasicsFunctions.compare("a", "a")).isEqualTo(Order.EQ);
    assertThat(BasicsFunctions.lessThan(1L, 2L)).isTrue();
    assertThat(BasicsFunctions.greaterThan(1.0, 2.0)).isFalse();
    assertThat(BasicsFunctions.lessThanOrEqual("a", "a")).isTrue();
    assertThat(BasicsFunctions.greaterThanOrEqual(List.of(1L), List.of(2L))).isFalse();
    assertThat(BasicsFunctions.equal(1L, 1L)).isTrue();
    assertThat(BasicsFunctions.notEqual("a", "b")).isTrue();
  }

  @Test
  void notANumberIsNeitherLessNorMore() {
    Double boxed = NAN;
    assertThat(BasicsFunctions.lessThan(boxed, (Double) 1.0)).isFalse();
    assertThat(BasicsFunctions.greaterThan(boxed, (Double) 1.0)).isFalse();
    assertThat(BasicsFunctions.lessThanOrEqual(boxed, boxed)).isFalse();
    assertThat(BasicsFunctions.equal(boxed, boxed)).isFalse();
    assertThat(BasicsFunctions.compare(NAN, 1.0)).isEqualTo(Order.GT);
    assertThat(BasicsFunctions.compare((Double) 1.0, boxed)).isEqualTo(Order.GT);
    assertThat(BasicsFunctions.equal(0.0, -0.0)).isTrue();
  }

  @Test
  void combines() {
    assertThat(BasicsFunctions.not(true)).isFalse();
    assertThat(BasicsFunctions.and(true, false)).isFalse();
    assertThat(BasicsFunctions.or(true, false)).isTrue();
    assertThat(BasicsFunctions.xor(true, true)).isFalse();
    assertThat(BasicsFunctions.append("a", "b")).isEqualTo("ab");
    assertThat(BasicsFunctions.append(List.of(1), List.of(2))).containsExactly(1, 2);
    assertThat(BasicsFunctions.append((Object) "a", (Object) "b")).isEqualTo("ab");
    assertThat(BasicsFunctions.append((Object) List.of(1), (Object) List.of()))
        .isEqualTo(List.of(1));
    assertThatThrownBy(() -> BasicsFunctions.append((Object) 1L, (Object) 2L))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(BasicsFunctions.identity(7)).isEqualTo(7);
    assertThat(BasicsFunctions.always(1, 2)).isEqualTo(1);
    Function<Integer, Integer> twice = n -> n * 2;
    Function<Integer, String> shown = n -> "n" + n;
    assertThat(BasicsFunctions.composeLeft(shown, twice, 4)).isEqualTo("n8");
    assertThat(BasicsFunctions.composeRight(twice, shown, 4)).isEqualTo("n8");
    assertThat(BasicsFunctions.composeLeft(shown, twice).apply(4)).isEqualTo("n8");
    assertThat(BasicsFunctions.composeRight(twice, shown).apply(4)).isEqualTo("n8");
  }

  @Test
  void functionsAreCalledWithAllArgumentsAtOnce() {
    Function2<Integer, Integer, Integer> minus = (a, b) -> a - b;
    Function3<Integer, Integer, Integer, Integer> three = (a, b, c) -> a - b - c;
    Function<Integer, Function<Integer, Integer>> curried = a -> b -> a - b;
    assertThat(Functions.call(minus, 5, 3)).isEqualTo(2);
    assertThat(Functions.call(curried, 5, 3)).isEqualTo(2);
    assertThat(minus.apply(5).apply(3)).isEqualTo(2);
    assertThat(Functions.call(three, 9, 3, 1)).isEqualTo(5);
    assertThat(three.apply(9).apply(3).apply(1)).isEqualTo(5);
  }
}
