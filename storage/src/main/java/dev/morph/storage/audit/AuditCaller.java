package dev.morph.storage.audit;

import java.util.Locale;
import java.util.Optional;

/** Who asked for an execution. */
public enum AuditCaller {
  CLI,
  API,
  AI,
  SESSION;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word of the row, as {@code api}. */
  public String word() {
    return word;
  }

  /** The caller with this word. */
  public static Optional<AuditCaller> of(String word) {
    for (AuditCaller caller : values()) {
      if (caller.word.equals(word)) {
        return Optional.of(caller);
      }
    }
    return Optional.empty();
  }
}
