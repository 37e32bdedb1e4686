package dev.morph.morphir.sdk;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads the dates of ISO 8601: calendar, week and ordinal dates, extended and basic. */
final class IsoDate {
  private static final int YEAR_DIGITS = 4;

  private final String text;
  private int at;

  private IsoDate(String text) {
    this.text = text;
  }

  static Maybe<LocalDate> parse(String text) {
    try {
      LocalDate date = new IsoDate(text).date();
      return date == null ? Maybe.nothing() : Maybe.just(date);
    } catch (DateTimeException noSuchDay) {
      return Maybe.nothing();
    }
  }

  private @Nullable LocalDate date() {
    int sign = skip('-') ? -1 : 1;
    int year = number(YEAR_DIGITS);
    if (year < 0) {
      return null;
    }
    boolean extended = skip('-');
    int digits = NumberText.digits(text, at) - at;
    LocalDate date;
    if (skip('W')) {
      date = weekDate(sign * year, number(2), optional(extended, 1));
    } else if (digits == 3) {
      date = LocalDate.ofYearDay(sign * year, number(3));
    } else if (digits == 0 && !extended) {
      date = LocalDate.of(sign * year, 1, 1);
    } else {
      date = LocalDate.of(sign * year, number(2), optional(extended, 2));
    }
    return at == text.length() ? date : null;
  }

  /** The number that may follow; 1 if none does, -1 if something else does. */
  private int optional(boolean extended, int digits) {
    if (at == text.length()) {
      return 1;
    }
    return extended && !skip('-') ? -1 : number(digits);
  }

  private static @Nullable LocalDate weekDate(int year, int week, int day) {
    LocalDate fourth = LocalDate.of(year, 1, 4); // is in week 1 of every year
    LocalDate first = fourth.minusDays(fourth.getDayOfWeek().getValue() - 1);
    LocalDate nextFourth = LocalDate.of(year + 1, 1, 4);
    LocalDate next = nextFourth.minusDays(nextFourth.getDayOfWeek().getValue() - 1);
    if (week < 1 || day < 1 || day > 7) {
      return null;
    }
    LocalDate date = first.plusDays((week - 1) * 7L + day - 1);
    return date.isBefore(next) ? date : null;
  }

  private boolean skip(char c) {
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  /** The number of so many digits; -1 if there are fewer. */
  private int number(int digits) {
    if (NumberText.digits(text, at) < at + digits) {
      return -1;
    }
    int end = at + digits;
    int number = Integer.parseInt(text.substring(at, end));
    at = end;
    return number;
  }
}
