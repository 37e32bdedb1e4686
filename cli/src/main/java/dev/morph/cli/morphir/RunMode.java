package dev.morph.cli.morphir;

import java.util.Locale;

/** Where a tool that comes with Morph runs. */
enum RunMode {
  /** In this process. */
  NATIVE,
  /** As a guest in the sandbox. */
  WASM;

  /** As the option has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
