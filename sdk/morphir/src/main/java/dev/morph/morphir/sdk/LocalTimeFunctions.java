package dev.morph.morphir.sdk;

import java.time.LocalTime;

/**
 * The functions of Morphir.SDK.LocalTime: of times of a day, which begin anew at midnight.
 * Differences are the first time less the second.
 */
public final class LocalTimeFunctions {
  private static final long MILLIS_OF_DAY = 24L * 60 * 60 * 1000;
  private static final long NANOS_OF_MILLI = 1_000_000;
  private static final long NANOS_OF_SECOND = 1_000_000_000;

  private LocalTimeFunctions() {}

  /** The time of a text as {@code 10:43}, {@code 10:43:26} or {@code 10:43:26.111}. */
  public static Maybe<LocalTime> fromISO(String iso) {
    return IsoTime.parse(iso);
  }

  /** The time so many milliseconds after midnight. */
  public static LocalTime fromMilliseconds(long millis) {
    return LocalTime.ofNanoOfDay(BasicsFunctions.modBy(MILLIS_OF_DAY, millis) * NANOS_OF_MILLI);
  }

  /** The whole seconds from the second time to the first. */
  public static long diffInSeconds(LocalTime timeA, LocalTime timeB) {
    return (timeA.toNanoOfDay() - timeB.toNanoOfDay()) / NANOS_OF_SECOND;
  }

  /** The whole minutes from the second time to the first. */
  public static long diffInMinutes(LocalTime timeA, LocalTime timeB) {
    return diffInSeconds(timeA, timeB) / 60;
  }

  /** The whole hours from the second time to the first. */
  public static long diffInHours(LocalTime timeA, LocalTime timeB) {
    return diffInMinutes(timeA, timeB) / 60;
  }

  /** The time so many seconds later. */
  public static LocalTime addSeconds(long seconds, LocalTime time) {
    return time.plusSeconds(seconds);
  }

  /** The time so many minutes later. */
  public static LocalTime addMinutes(long minutes, LocalTime time) {
    return time.plusMinutes(minutes);
  }

  /** The time so many hours later. */
  public static LocalTime addHours(long hours, LocalTime time) {
    return time.plusHours(hours);
  }
}
