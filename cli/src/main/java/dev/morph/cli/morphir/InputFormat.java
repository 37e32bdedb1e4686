package dev.morph.cli.morphir;

import java.util.Locale;

/** What a document is written in. */
enum InputFormat {
  /** As it looks: a document of JSON begins with a brace. */
  AUTO,
  JSON,
  CBOR;

  /** As the option has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
