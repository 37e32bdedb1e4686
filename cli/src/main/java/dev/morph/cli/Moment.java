package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times of options: a time with its offset, or how long ago. */
final class Moment {
  static final String ACCEPTED =
      "TIME: as 2026-05-01T12:00:00Z, or how long ago, as 90s, 15m, 1h, 7d";

  private static final Pattern AGO = Pattern.compile("([0-9]{1,9})([smhd])");

  /** Years of four digits, as RFC 3339 has them; what a store keeps does not reach much further. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Moment() {}

  /**
   * Reads the value of an option.
   *
   * @throws MorphException ({@code usage-invalid}) naming the option
   */
  static Instant of(String option, String text, Instant now) {
    Matcher ago = AGO.matcher(text);
    try {
      Instant moment =
          ago.matches()
              ? now.minus(length(Long.parseLong(ago.group(1)), ago.group(2)))
              : OffsetDateTime.parse(text).toInstant();
      if (!moment.isBefore(FIRST) && !moment.isAfter(LAST)) {
        return moment;
      }
      throw invalid(option, text, null);
    } catch (DateTimeException | ArithmeticException e) {
      throw invalid(option, text, e);
    }
  }

  private static MorphException invalid(
      String option, String text, @Nullable RuntimeException cause) {
    return new MorphException(
        ErrorCode.USAGE_INVALID,
        option
            + ": found \""
            + text
            + "\"; accepted are a time with its offset, as 2026-05-01T12:00:00Z, and how long"
            + " ago, as 90s, 15m, 1h or 7d",
        cause);
  }

  private static Duration length(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
