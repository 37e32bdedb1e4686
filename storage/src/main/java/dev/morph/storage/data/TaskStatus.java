package dev.morph.storage.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How far a task is. */
public enum TaskStatus {
  OPEN,
  IN_PROGRESS,
  DONE,
  CANCELLED;

  static final List<String> WORDS = Arrays.stream(values()).map(TaskStatus::word).toList();

  /** The word of the JSON form, as {@code in-progress}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static TaskStatus of(String word) {
    return values()[WORDS.indexOf(word)];
  }
}
