package dev.morph.cli.morphir;

/** What a document is written in. */
enum InputFormat {
  /** As it looks: a document of JSON begins with a brace. */
  AUTO,
  JSON,
  CBOR
}
