package dev.morph.storage.audit;

import java.util.Locale;
import java.util.Optional;

/** How an execution ended. */
public enum AuditResult {
  OK,
  ERROR,
  DENIED,
  LIMIT,
  TRAP;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word of the row, as {@code denied}. */
  public String word() {
    return word;
  }

  /** The result with this word. */
  public static Optional<AuditResult> of(String word) {
    for (AuditResult result : values()) {
      if (result.word.equals(word)) {
        return Optional.of(result);
      }
    }
    return Optional.empty();
  }
}
