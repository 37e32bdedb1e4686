package dev.morph.runtime.sandbox;

/** How a guest is called (docs/reference/guest-abi.md). */
public enum Abi {
  /** Envelopes as bytes through {@code morph_alloc}. */
  BYTES("bytes"),
  /** The canonical ABI on a core module, as wit-bindgen makes it. */
  CANONICAL("canonical");

  private final String word;

  Abi(String word) {
    this.word = word;
  }

  /** As {@code morph inspect} prints it. */
  public String word() {
    return word;
  }
}
