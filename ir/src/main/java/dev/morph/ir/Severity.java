package dev.morph.ir;

/** How bad a diagnostic is. */
public enum Severity {
  /** What it is about was not read or written. */
  ERROR("error"),
  /** It was read or written, but not all of it or not as it stood. */
  WARNING("warning");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The word that stands in documents. */
  public String word() {
    return word;
  }
}
