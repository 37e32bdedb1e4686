package dev.morph.host.integration;

import java.util.Locale;

/** What an action does to the world (docs/reference/shapes.md). */
public enum SideEffect {
  /** It changes nothing. */
  READ,
  /** It may change something. */
  WRITE;

  /** The word of the description, as {@code "write"}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
