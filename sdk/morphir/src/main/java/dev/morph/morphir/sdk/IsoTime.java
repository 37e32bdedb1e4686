package dev.morph.morphir.sdk;

import java.time.LocalTime;

/** Reads times of a day: hours and minutes, seconds and up to nine digits of a fraction of them. */
final class IsoTime {
  private static final int NANO_DIGITS = 9;

  private IsoTime() {}

  static Maybe<LocalTime> parse(String text) {
    int hour = part(text, 0, 23);
    int minute = text.startsWith(":", 2) ? part(text, 3, 59) : -1;
    if (hour < 0 || minute < 0) {
      return Maybe.nothing();
    }
    if (text.length() == 5) {
      return Maybe.just(LocalTime.of(hour, minute));
    }
    int second = text.startsWith(":", 5) ? part(text, 6, 59) : -1;
    int nano = second < 0 ? -1 : nano(text, 8);
    return nano < 0 ? Maybe.nothing() : Maybe.just(LocalTime.of(hour, minute, second, nano));
  }

  /** Two digits; -1 if they are not there or say too much. */
  private static int part(String text, int start, int most) {
    if (NumberText.digits(text, start) < start + 2) {
      return -1;
    }
    int part = Integer.parseInt(text.substring(start, start + 2));
    return part <= most ? part : -1;
  }

  /** What follows the seconds; -1 if it is neither nothing nor a fraction. */
  private static int nano(String text, int start) {
    if (text.length() == start) {
      return 0;
    }
    int end = NumberText.digits(text, start + 1);
    int digits = end - start - 1;
    if (text.charAt(start) != '.' || end != text.length() || digits < 1 || digits > NANO_DIGITS) {
      return -1;
    }
    return Integer.parseInt(text.substring(start + 1) + "0".repeat(NANO_DIGITS - digits));
  }
}
