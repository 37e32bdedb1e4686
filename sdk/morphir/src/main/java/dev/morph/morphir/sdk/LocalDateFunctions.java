package dev.morph.morphir.sdk;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.function.Supplier;

/**
 * The functions of Morphir.SDK.LocalDate: of dates of the Gregorian calendar without end. Years are
 * from -999,999,999 to 999,999,999; what is beyond is an {@link ArithmeticException}.
 */
public final class LocalDateFunctions {
  private LocalDateFunctions() {}

  /** The date of year, month and day; a day that the month does not have is its next one. */
  public static LocalDate fromCalendarDate(long y, Month m, long d) {
    return checked(() -> {
      LocalDate first = LocalDate.of(Math.toIntExact(y), m, 1);
      return first.withDayOfMonth((int) within(d, first.lengthOfMonth()));
    });
  }

  /** The date as {@code 2026-11-22}. */
  public static String toISOString(LocalDate date) {
    String year = StringFunctions.fromInt(Math.abs(date.getYear()));
    return (date.getYear() < 0 ? "-" : "")
        + StringFunctions.padLeft(4, Char.of('0'), year)
        + "-"
        + twoDigits(date.getMonthValue())
        + "-"
        + twoDigits(date.getDayOfMonth());
  }

  private static String twoDigits(int n) {
    return n < 10 ? "0" + n : Integer.toString(n);
  }

  /**
   * The date of a text: of a calendar date as {@code 1900-01-20}, a week date as {@code
   * 1900-W03-6}, an ordinal date as {@code 1900-020}, all with or without hyphens.
   */
  public static Maybe<LocalDate> fromISO(String iso) {
    return IsoDate.parse(iso);
  }

  /** The date of year and day of the year; a day that the year does not have is its next one. */
  public static LocalDate fromOrdinalDate(long y, long dayOfyear) {
    return checked(() -> {
      LocalDate first = LocalDate.of(Math.toIntExact(y), 1, 1);
      return first.withDayOfYear((int) within(dayOfyear, first.lengthOfYear()));
    });
  }

  private static long within(long day, int last) {
    return Math.max(1, Math.min(day, last));
  }

  /** The date of year, month and day; nothing if there is none. */
  public static Maybe<LocalDate> fromParts(long year, long month, long day) {
    try {
      return Maybe.just(
          LocalDate.of(Math.toIntExact(year), Math.toIntExact(month), Math.toIntExact(day)));
    } catch (DateTimeException | ArithmeticException noDate) {
      return Maybe.nothing();
    }
  }

  /** The day of the month, 1 to 31. */
  public static long day(LocalDate localDate) {
    return localDate.getDayOfMonth();
  }

  /** The day of the week. */
  public static DayOfWeek dayOfWeek(LocalDate localDate) {
    return localDate.getDayOfWeek();
  }

  /** The days from the first date to the second. */
  public static long diffInDays(LocalDate date1, LocalDate date2) {
    return date2.toEpochDay() - date1.toEpochDay();
  }

  /** The whole weeks from the first date to the second. */
  public static long diffInWeeks(LocalDate date1, LocalDate date2) {
    return diffInDays(date1, date2) / 7;
  }

  /** The whole months from the first date to the second. */
  public static long diffInMonths(LocalDate date1, LocalDate date2) {
    return (hundredthsOfMonths(date2) - hundredthsOfMonths(date1)) / 100;
  }

  private static long hundredthsOfMonths(LocalDate date) {
    return (12L * date.getYear() + date.getMonthValue()) * 100 + date.getDayOfMonth();
  }

  /** The whole years from the first date to the second. */
  public static long diffInYears(LocalDate date1, LocalDate date2) {
    return diffInMonths(date1, date2) / 12;
  }

  /** The date so many days later. */
  public static LocalDate addDays(long offset, LocalDate startDate) {
    return checked(() -> startDate.plusDays(offset));
  }

  /** The date so many weeks later. */
  public static LocalDate addWeeks(long offset, LocalDate startDate) {
    return checked(() -> startDate.plusWeeks(offset));
  }

  /** The date so many months later; the last day of the month if it has no such day. */
  public static LocalDate addMonths(long offset, LocalDate startDate) {
    return checked(() -> startDate.plusMonths(offset));
  }

  /** The date so many years later; the last day of the month if it has no such day. */
  public static LocalDate addYears(long offset, LocalDate startDate) {
    return checked(() -> startDate.plusYears(offset));
  }

  /** True on Saturday and Sunday. */
  public static boolean isWeekend(LocalDate localDate) {
    return localDate.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
  }

  /** True from Monday to Friday. */
  public static boolean isWeekday(LocalDate localDate) {
    return !isWeekend(localDate);
  }

  /** The month. */
  public static Month month(LocalDate localDate) {
    return localDate.getMonth();
  }

  /** The number of the month, 1 to 12. */
  public static long monthNumber(LocalDate localDate) {
    return localDate.getMonthValue();
  }

  /** The number of a month, 1 to 12. */
  public static long monthToInt(Month m) {
    return m.getValue();
  }

  /** The year. */
  public static long year(LocalDate localDate) {
    return localDate.getYear();
  }

  private static LocalDate checked(Supplier<LocalDate> date) {
    try {
      return date.get();
    } catch (DateTimeException | ArithmeticException beyond) {
      throw new ArithmeticException("a year is from -999999999 to 999999999");
    }
  }
}
