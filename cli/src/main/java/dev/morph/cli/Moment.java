package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of options: a time with its offset, or how long ago. */
final class Moment {
  static final String ACCEPTED =
      "TIME: as 2026-05-01T12:00:00Z, or how long ago, as 90s, 15m, 1h, 7d";

  private static final Pattern AGO = Pattern.compile("([0-9]{1,9})([smhd])");

  private Moment() {}

  /**
   * Reads the value of an option.
   *
   * @throws MorphException ({@code usage-invalid}) naming the option
   */
  static Instant of(String option, String text, Instant now) {
    Matcher ago = AGO.matcher(text);
    try {
      return ago.matches()
          ? now.minus(length(Long.parseLong(ago.group(1)), ago.group(2)))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          option
              + ": found \""
              + text
              + "\"; accepted are a time with its offset, as 2026-05-01T12:00:00Z, and how long"
              + " ago, as 90s, 15m, 1h or 7d",
          e);
    }
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
