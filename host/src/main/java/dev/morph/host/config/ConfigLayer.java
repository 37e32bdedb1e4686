package dev.morph.host.config;

import java.util.Locale;

/** Where a value comes from; what stands later here wins. */
public enum ConfigLayer {
  /** Nobody said anything. */
  DEFAULT,
  /** The machine's file, for all its users. */
  SYSTEM,
  /** The user's own file. */
  USER,
  /** The file of the project in which a command is given: it narrows, and never widens. */
  PROJECT,
  /** A variable of the environment. */
  ENVIRONMENT,
  /** An option of the command. */
  FLAG;

  /** As shown, {@code project}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
