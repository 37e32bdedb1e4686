package dev.morph.host.integration;

import java.util.Locale;

/** What an AI caller may do with an action (docs/reference/shapes.md). */
public enum AiAccess {
  /** Call it without asking. */
  EXECUTE,
  /** Call it after a person's yes to this call. */
  ASK,
  /** Not see it. */
  NEVER;

  /** The word of the description, as {@code "ask"}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
