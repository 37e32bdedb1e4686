package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.NativesTable.as;
import static dev.morph.ir.evaluate.NativesTable.fitting;
import static dev.morph.ir.evaluate.NativesTable.index;
import static dev.morph.ir.evaluate.NativesTable.text;

import dev.morph.morphir.sdk.LocalDateFunctions;
import dev.morph.morphir.sdk.LocalTimeFunctions;
import dev.morph.morphir.sdk.UUIDFunctions;

/** LocalDate, LocalTime and UUID. */
final class NativesTimes {
  private NativesTimes() {}

  static void addTo(NativesTable table) {
    addDates(table.of("LocalDate"));
    addDateArithmetic(table);
    addTimes(table.of("LocalTime"));
    addUuids(table.of("UUID"));
  }

  private static void addDates(NativesTable table) {
    table
        .add(
            "fromCalendarDate",
            (y, m, d) -> LocalDateFunctions.fromCalendarDate(fitting(y), as(m), index(d)))
        .add("toISOString", date -> LocalDateFunctions.toISOString(as(date)))
        .add("fromISO", iso -> LocalDateFunctions.fromISO(text(iso)))
        .add(
            "fromOrdinalDate",
            (y, day) -> LocalDateFunctions.fromOrdinalDate(fitting(y), index(day)))
        .add("fromParts", (y, m, d) -> LocalDateFunctions.fromParts(index(y), index(m), index(d)))
        .add("day", date -> LocalDateFunctions.day(as(date)))
        .add("dayOfWeek", date -> LocalDateFunctions.dayOfWeek(as(date)))
        .add("isWeekend", date -> LocalDateFunctions.isWeekend(as(date)))
        .add("isWeekday", date -> LocalDateFunctions.isWeekday(as(date)))
        .add("month", date -> LocalDateFunctions.month(as(date)))
        .add("monthNumber", date -> LocalDateFunctions.monthNumber(as(date)))
        .add("monthToInt", month -> LocalDateFunctions.monthToInt(as(month)))
        .add("year", date -> LocalDateFunctions.year(as(date)));
  }

  private static void addDateArithmetic(NativesTable table) {
    table
        .add("diffInDays", (a, b) -> LocalDateFunctions.diffInDays(as(a), as(b)))
        .add("diffInWeeks", (a, b) -> LocalDateFunctions.diffInWeeks(as(a), as(b)))
        .add("diffInMonths", (a, b) -> LocalDateFunctions.diffInMonths(as(a), as(b)))
        .add("diffInYears", (a, b) -> LocalDateFunctions.diffInYears(as(a), as(b)))
        .add("addDays", (n, date) -> LocalDateFunctions.addDays(fitting(n), as(date)))
        .add("addWeeks", (n, date) -> LocalDateFunctions.addWeeks(fitting(n), as(date)))
        .add("addMonths", (n, date) -> LocalDateFunctions.addMonths(fitting(n), as(date)))
        .add("addYears", (n, date) -> LocalDateFunctions.addYears(fitting(n), as(date)));
  }

  private static void addTimes(NativesTable table) {
    table
        .add("fromISO", iso -> LocalTimeFunctions.fromISO(text(iso)))
        .add("fromMilliseconds", ms -> LocalTimeFunctions.fromMilliseconds(fitting(ms)))
        .add("diffInSeconds", (a, b) -> LocalTimeFunctions.diffInSeconds(as(a), as(b)))
        .add("diffInMinutes", (a, b) -> LocalTimeFunctions.diffInMinutes(as(a), as(b)))
        .add("diffInHours", (a, b) -> LocalTimeFunctions.diffInHours(as(a), as(b)))
        .add("addSeconds", (n, time) -> LocalTimeFunctions.addSeconds(fitting(n), as(time)))
        .add("addMinutes", (n, time) -> LocalTimeFunctions.addMinutes(fitting(n), as(time)))
        .add("addHours", (n, time) -> LocalTimeFunctions.addHours(fitting(n), as(time)));
  }

  private static void addUuids(NativesTable table) {
    table
        .add("parse", s -> UUIDFunctions.parse(text(s)))
        .add("fromString", s -> UUIDFunctions.fromString(text(s)))
        .add("forName", (s, uuid) -> UUIDFunctions.forName(text(s), as(uuid)))
        .add("toString", uuid -> UUIDFunctions.toString(as(uuid)))
        .add("version", uuid -> UUIDFunctions.version(as(uuid)))
        .add("compare", (a, b) -> UUIDFunctions.compare(as(a), as(b)))
        .add("nilString", UUIDFunctions::nilString)
        .add("isNilString", s -> UUIDFunctions.isNilString(text(s)))
        .add("dnsNamespace", UUIDFunctions::dnsNamespace)
        .add("urlNamespace", UUIDFunctions::urlNamespace)
        .add("oidNamespace", UUIDFunctions::oidNamespace)
        .add("x500Namespace", UUIDFunctions::x500Namespace);
  }
}
