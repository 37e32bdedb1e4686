package dev.morph.cli.morphir;

/** Where a tool that comes with Morph runs. */
enum RunMode {
  /** In this process. */
  NATIVE,
  /** As a guest in the sandbox. */
  WASM
}
