package dev.morph.host;

import java.util.Locale;
import java.util.Optional;

/** How guests are executed; the results are the same. */
public enum EngineMode {
  /** Translated to JVM bytecode: the default. */
  COMPILED,
  /** Interpreted: slower, for hosts that may not generate code, and for a first look at a file. */
  INTERPRETED;

  /** As the command line has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode with this word, if there is one. */
  public static Optional<EngineMode> of(String word) {
    for (EngineMode mode : values()) {
      if (mode.word().equals(word)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
