package dev.morph.ir;

/** How bad a diagnostic is. */
public enum Severity {
  /** What it is about was not read or written. */
  ERROR("error"),
  /** It was read or written, but not all of it or not as it stood. */
  WARNING("warning"),
  /** Nothing is wrong; something is worth knowing. */
  INFO("info"),
  /** Nothing is wrong; something could be better. */
  HINT("hint");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The word that stands in documents. */
  public String word() {
    return word;
  }
}
