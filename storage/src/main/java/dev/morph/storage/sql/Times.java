package dev.morph.storage.sql;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as columns hold them: microseconds since 1970 in UTC. */
public final class Times {
  private static final long MICROS = 1_000_000;

  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

  private Times() {}

  /**
   * Microseconds since 1970; what is finer is left out.
   *
   * @throws ArithmeticException if the time is more than 292,000 years away
   */
  public static long micros(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), MICROS), time.getNano() / 1_000);
  }

  /** The time of so many microseconds since 1970. */
  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000L);
  }

  /** RFC 3339 in UTC with six digits of the second, as {@code 2026-01-02T03:04:05.000006Z}. */
  public static String text(Instant time) {
    return TEXT.format(time);
  }

  /** The same time as a column can hold it. */
  public static Instant whole(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
