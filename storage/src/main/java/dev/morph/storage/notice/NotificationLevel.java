package dev.morph.storage.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much a notification asks for attention. */
public enum NotificationLevel {
  INFO,
  WARN,
  ERROR;

  static final List<String> WORDS = Arrays.stream(values()).map(NotificationLevel::word).toList();

  /** The word of the JSON form, as {@code warn}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static NotificationLevel of(String word) {
    return values()[WORDS.indexOf(word)];
  }
}
