package dev.morph.host.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a command lays out results that are JSON. */
public enum OutputLayout {
  /** For people on a terminal, else in one line. */
  AUTO,
  /** In one line. */
  LINE,
  /** For people, everywhere. */
  PRETTY;

  static final List<String> WORDS = Arrays.stream(values()).map(OutputLayout::word).toList();

  /** As it stands in a file, {@code pretty}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The layout with this word, if there is one. */
  public static Optional<OutputLayout> of(String word) {
    int at = WORDS.indexOf(word);
    return at < 0 ? Optional.empty() : Optional.of(values()[at]);
  }
}
