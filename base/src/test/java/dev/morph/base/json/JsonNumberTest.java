package dev.morph.base.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "-0.0, 0",
    "0e99999999999, 0",
    "1, 1",
    "-1, -1",
    "1.0, 1",
    "10e-1, 1",
    "1e3, 1000",
    "1.5e1, 15",
    "100e-2, 1",
    "0.001e3, 1",
    "-12.50E+1, -125",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "-9223372036854775808.000, -9223372036854775808",
    "9.223372036854775807e18, 9223372036854775807"
  })
  void readsSignedIntegersExactly(String text, long value) {
    assertThat(new JsonNumber(text).longValueExact()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "0.5",
        "1e-1",
        "1e19",
        "1e999999999",
        "-1e999999999",
        "1e-999999999",
        "1e99999999999999999999",
        "99999999999999999999",
        "9999999999999999999",
        "100000000000000000000000",
        "1.00000000000000000000000001"
      })
  void refusesWhatIsNoSignedInteger(String text) {
    assertThatThrownBy(() -> new JsonNumber(text).longValueExact())
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "1, 1",
    "18446744073709551615, -1",
    "18446744073709551615.0, -1",
    "9223372036854775808, -9223372036854775808",
    "1.8446744073709551615e19, -1",
    "1e19, -8446744073709551616"
  })
  void readsUnsignedIntegersExactly(String text, long bits) {
    assertThat(new JsonNumber(text).unsignedLongValueExact()).isEqualTo(bits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1", "18446744073709551616", "18446744073709551625", "99999999999999999999", "1e20",
        "0.1", "-0.1", "1e999999999", "-1e999999999", "1e99999999999999999999"
      })
  void refusesWhatIsNoUnsignedInteger(String text) {
    assertThatThrownBy(() -> new JsonNumber(text).unsignedLongValueExact())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void agreesWithBigDecimal() {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      BigInteger digits = new BigInteger(random.nextInt(70), random);
      int scale = random.nextInt(-8, 9);
      String sign = random.nextBoolean() ? "-" : "";
      String text = sign + digits + (random.nextBoolean() ? "" : "." + random.nextInt(3) * 100);
      if (scale != 0) {
        text += "e" + scale;
      }
      var number = new JsonNumber(text);
      BigDecimal exact = number.decimal();
      assertThat(attempt(number::longValueExact)).isEqualTo(attempt(exact::longValueExact));
      assertThat(attempt(number::unsignedLongValueExact)).isEqualTo(attempt(() -> unsigned(exact)));
    }
  }

  private static long unsigned(BigDecimal exact) {
    BigInteger integer = exact.toBigIntegerExact();
    if (integer.signum() < 0 || integer.bitLength() > 64) {
      throw new ArithmeticException();
    }
    return integer.longValue();
  }

  private static Object attempt(java.util.function.LongSupplier reading) {
    try {
      return reading.getAsLong();
    } catch (ArithmeticException e) {
      return "no integer";
    }
  }

  @Test
  void hugeExponentsCostNothing() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (int i = 0; i < 1000; i++) {
            var number = (JsonNumber) Json.parse("1e999999999");
            assertThat(number.doubleValue()).isInfinite();
            assertThat(number.decimal().scale()).isEqualTo(-999999999);
            assertThat(attempt(number::longValueExact)).isEqualTo("no integer");
            assertThat(attempt(number::unsignedLongValueExact)).isEqualTo("no integer");
          }
        });
    assertThatThrownBy(() -> new JsonNumber("1e99999999999").decimal())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void messagesDoNotRepeatEndlessDigits() {
    var number = new JsonNumber("9".repeat(100_000));
    assertThatThrownBy(number::longValueExact)
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "NaN", " 1", "1 ", "1e1.0", "--1"
      })
  void cannotBeMadeFromOtherText(String text) {
    assertThatThrownBy(() -> new JsonNumber(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isMadeFromLongsAndDoubles() {
    assertThat(JsonNumber.of(Long.MIN_VALUE).text()).isEqualTo("-9223372036854775808");
    assertThat(JsonNumber.ofUnsigned(-1).text()).isEqualTo("18446744073709551615");
    assertThat(JsonNumber.of(1e300).doubleValue()).isEqualTo(1e300);
    assertThat(JsonNumber.of(-0.0).doubleValue()).isEqualTo(-0.0);
    assertThatThrownBy(() -> JsonNumber.of(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonNumber.of(Double.NEGATIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
