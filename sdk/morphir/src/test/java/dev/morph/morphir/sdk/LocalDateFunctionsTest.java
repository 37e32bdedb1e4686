package dev.morph.morphir.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDateFunctionsTest {
  private static final LocalDate DATE = LocalDate.of(1900, 1, 20);

  @ParameterizedTest
  @CsvSource({
    "1900-01-20,1900-01-20",
    "1900-01,1900-01-01",
    "1900,1900-01-01",
    "19000120,1900-01-20",
    "190001,1900-01-01",
    "1900-020,1900-01-20",
    "1900020,1900-01-20",
    "1900-W03-6,1900-01-20",
    "1900W036,1900-01-20",
    "1900-W03,1900-01-15",
    "1900W03,1900-01-15",
    "2000-02-29,2000-02-29",
    "2000-366,2000-12-31",
    "2020-W53-7,2021-01-03",
    "2021-W01-1,2021-01-04",
    "2026-W01-1,2025-12-29",
    "-0001-03-01,-0001-03-01",
    "0000-12-31,0000-12-31"
  })
  void readsIsoDates(String text, String expected) {
    assertThat(
            MaybeFunctions.map(LocalDateFunctions::toISOString, LocalDateFunctions.fromISO(text)))
        .isEqualTo(Maybe.just(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "19",
        "1900-",
        "1900-1",
        "1900-1-1",
        "1900-13-01",
        "1900-02-29",
        "1900-366",
        "1900-000",
        "1900-W01-8",
        "1900-W01-0",
        "1900-W00-1",
        "1900-W53-1",
        "1900-W3-6",
        "1900-W",
        "1900-01-20T00:00",
        "1900-01-20 ",
        " 1900-01-20",
        "1900-0120",
        "190001-20",
        "1900/01/20",
        "1900-01-2",
        "1900-01-200",
        "1900-W036",
        "1900W03-6",
        "+1900-01-01",
        "--1900-01-01",
        "١٩٠٠-01-01"
      })
  void readsNoOtherDates(String text) {
    assertThat(LocalDateFunctions.fromISO(text)).isEqualTo(Maybe.nothing());
  }

  @Test
  void datesComeBackFromTheirText() {
    var random = new Random(12);
    for (int i = 0; i < 20_000; i++) {
      LocalDate date = LocalDate.ofEpochDay(random.nextInt(2_000_000) - 1_000_000L);
      if (Math.abs(date.getYear()) < 10_000) {
        assertThat(LocalDateFunctions.fromISO(LocalDateFunctions.toISOString(date)))
            .isEqualTo(Maybe.just(date));
      }
    }
    assertThat(LocalDateFunctions.toISOString(LocalDate.of(12_345, 1, 2))).isEqualTo("12345-01-02");
  }

  @Test
  void makesDates() {
    assertThat(LocalDateFunctions.fromCalendarDate(1900, Month.JANUARY, 9999))
        .isEqualTo("1900-01-31");
    assertThat(LocalDateFunctions.fromCalendarDate(1900, Month.FEBRUARY, -9999))
        .isEqualTo("1900-02-01");
    assertThat(LocalDateFunctions.fromCalendarDate(1904, Month.FEBRUARY, 30))
        .isEqualTo("1904-02-29");
    assertThat(LocalDateFunctions.fromOrdinalDate(1900, 20)).isEqualTo(DATE);
    assertThat(LocalDateFunctions.fromOrdinalDate(1900, Long.MAX_VALUE)).isEqualTo("1900-12-31");
    assertThat(LocalDateFunctions.fromParts(1900, 1, 20)).isEqualTo(Maybe.just(DATE));
    assertThat(LocalDateFunctions.fromParts(1900, 2, 29)).isEqualTo(Maybe.nothing());
    assertThat(LocalDateFunctions.fromParts(1900, 13, 1)).isEqualTo(Maybe.nothing());
    assertThat(LocalDateFunctions.fromParts(Long.MAX_VALUE, 1, 1)).isEqualTo(Maybe.nothing());
  }

  @Test
  void takesDatesApart() {
    assertThat(LocalDateFunctions.year(DATE)).isEqualTo(1900);
    assertThat(LocalDateFunctions.month(DATE)).isEqualTo(Month.JANUARY);
    assertThat(LocalDateFunctions.monthNumber(DATE)).isEqualTo(1);
    assertThat(LocalDateFunctions.monthToInt(Month.DECEMBER)).isEqualTo(12);
    assertThat(LocalDateFunctions.day(DATE)).isEqualTo(20);
    assertThat(LocalDateFunctions.dayOfWeek(DATE)).isEqualTo(DayOfWeek.SATURDAY);
    assertThat(LocalDateFunctions.isWeekend(DATE)).isTrue();
    assertThat(LocalDateFunctions.isWeekday(DATE)).isFalse();
    assertThat(LocalDateFunctions.isWeekend(DATE.plusDays(2))).isFalse();
  }

  @Test
  void movesDates() {
    assertThat(LocalDateFunctions.addDays(2, DATE)).isEqualTo("1900-01-22");
    assertThat(LocalDateFunctions.addWeeks(2, DATE)).isEqualTo("1900-02-03");
    assertThat(LocalDateFunctions.addMonths(1, LocalDate.of(2020, 1, 31))).isEqualTo("2020-02-29");
    assertThat(LocalDateFunctions.addYears(1, LocalDate.of(2020, 2, 29))).isEqualTo("2021-02-28");
    for (Runnable beyond :
        new Runnable[] {
          () -> LocalDateFunctions.addDays(Long.MAX_VALUE, DATE),
          () -> LocalDateFunctions.addWeeks(Long.MIN_VALUE, DATE),
          () -> LocalDateFunctions.addMonths(Long.MAX_VALUE, DATE),
          () -> LocalDateFunctions.addYears(1_000_000_000, DATE),
          () -> LocalDateFunctions.fromCalendarDate(Long.MAX_VALUE, Month.MAY, 1),
          () -> LocalDateFunctions.fromOrdinalDate(1_000_000_000, 1)
        }) {
      assertThatThrownBy(beyond::run)
          .isInstanceOf(ArithmeticException.class)
          .hasMessageContaining("year");
    }
  }

  @Test
  void differencesAreFromTheFirstToTheSecond() {
    assertThat(LocalDateFunctions.diffInDays(DATE, LocalDate.of(1902, 10, 16))).isEqualTo(999);
    assertThat(LocalDateFunctions.diffInWeeks(DATE, DATE.minusDays(13))).isEqualTo(-1);
    assertThat(LocalDateFunctions.diffInYears(LocalDate.of(1900, 12, 31), LocalDate.of(1900, 1, 1)))
        .isZero();
    var random = new Random(13);
    for (int i = 0; i < 10_000; i++) {
      LocalDate a = LocalDate.ofEpochDay(random.nextInt(40_000) - 20_000L);
      LocalDate b = LocalDate.ofEpochDay(random.nextInt(40_000) - 20_000L);
      assertThat(LocalDateFunctions.diffInMonths(a, b)).isEqualTo(ChronoUnit.MONTHS.between(a, b));
      assertThat(LocalDateFunctions.diffInYears(a, b)).isEqualTo(ChronoUnit.YEARS.between(a, b));
      assertThat(LocalDateFunctions.diffInWeeks(a, b)).isEqualTo(ChronoUnit.WEEKS.between(a, b));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10:43", "10:43:26", "10:43:26.1", "10:43:26.111111111", "00:00", "23:59"})
  void readsTimes(String text) {
    assertThat(LocalTimeFunctions.fromISO(text)).isEqualTo(Maybe.just(LocalTime.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "10:",
        "10:4",
        "24:00",
        "10:60",
        "10:43:60",
        "10:43:26.",
        "10:43:26.1111111111",
        "10:43:26+00:00",
        "10:43:26Z",
        "1:43",
        "10-43",
        "10:43:2",
        "10:43.5",
        "10:43:26,5",
        "2020-01-01T10:43"
      })
  void readsNoOtherTimes(String text) {
    assertThat(LocalTimeFunctions.fromISO(text)).isEqualTo(Maybe.nothing());
  }

  @Test
  void timesBeginAnewAtMidnight() {
    LocalTime time = LocalTime.of(10, 43, 26);
    assertThat(LocalTimeFunctions.fromMilliseconds(38_606_000)).isEqualTo(time);
    assertThat(LocalTimeFunctions.fromMilliseconds(-1)).isEqualTo("23:59:59.999");
    assertThat(LocalTimeFunctions.addHours(14, time)).isEqualTo("00:43:26");
    assertThat(LocalTimeFunctions.addMinutes(-2, time)).isEqualTo("10:41:26");
    assertThat(LocalTimeFunctions.addSeconds(Long.MAX_VALUE, time)).isNotNull();
    assertThat(LocalTimeFunctions.diffInSeconds(time, time.plusSeconds(2))).isEqualTo(-2);
    assertThat(LocalTimeFunctions.diffInMinutes(time, time.minusSeconds(119))).isEqualTo(1);
    assertThat(LocalTimeFunctions.diffInHours(time, time.minusHours(2))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6BA7B8109DAD11D180B400C04FD430C8",
        "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        " 6ba7b810 9dad\t11d1\n80b400c04fd430c8"
      })
  void readsUuids(String text) {
    assertThat(UUIDFunctions.parse(text)).isEqualTo(Result.ok(UUIDFunctions.dnsNamespace()));
    assertThat(UUIDFunctions.fromString(text)).isEqualTo(Maybe.just(UUIDFunctions.dnsNamespace()));
  }

  @ParameterizedTest
  @CsvSource({
    "'',WRONG_LENGTH",
    "6ba7b810,WRONG_LENGTH",
    "{},WRONG_LENGTH",
    "{,WRONG_LENGTH",
    "6ba7b810-9dad-11d1-80b4-00c04fd430cg,WRONG_FORMAT",
    "00000000-0000-0000-0000-000000000000,IS_NIL",
    "6ba7b814-9dad-71d1-80b4-00c04fd430c8,NO_VERSION",
    "12345678-9abc-4567-c234-abcd12345678,UNSUPPORTED_VARIANT"
  })
  void saysWhyATextIsNoUuid(String text, UUIDError error) {
    assertThat(UUIDFunctions.parse(text)).isEqualTo(Result.err(error));
    assertThat(UUIDFunctions.fromString(text)).isEqualTo(Maybe.nothing());
    assertThat(UUIDFunctions.isNilString(text)).isEqualTo(error == UUIDError.IS_NIL);
  }

  @Test
  void makesUuidsOfNames() {
    assertThat(UUIDFunctions.forName("www.example.com", UUIDFunctions.dnsNamespace()))
        .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    assertThat(UUIDFunctions.version(UUIDFunctions.forName("x", UUIDFunctions.urlNamespace())))
        .isEqualTo(5);
    assertThat(UUIDFunctions.toString(UUIDFunctions.urlNamespace()))
        .isEqualTo("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    assertThat(UUIDFunctions.oidNamespace()).hasToString("6ba7b812-9dad-11d1-80b4-00c04fd430c8");
    assertThat(UUIDFunctions.x500Namespace()).hasToString("6ba7b814-9dad-11d1-80b4-00c04fd430c8");
    assertThat(UUIDFunctions.isNilString(UUIDFunctions.nilString())).isTrue();
    assertThat(
            UUIDFunctions.compare(
                UUID.fromString("ffffffff-0000-4000-8000-000000000000"),
                UUIDFunctions.dnsNamespace()))
        .isEqualTo(Order.GT);
  }

  @Test
  void digestsMessagesOfAnyLength() throws NoSuchAlgorithmException {
    for (int length = 0; length < 200; length++) {
      byte[] message = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
      byte[] expected = MessageDigest.getInstance("SHA-1").digest(message);
      var words = ByteBuffer.wrap(expected).asIntBuffer();
      for (int word : Sha1.digest(message)) {
        assertThat(word).as("length %s", length).isEqualTo(words.get());
      }
    }
  }
}
