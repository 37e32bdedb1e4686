package dev.morph.cli.morphir;

import java.util.Locale;

/** How a document is laid out. */
enum OutputLayout {
  SINGLE_FILE,
  VFS;

  /** As the option has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
