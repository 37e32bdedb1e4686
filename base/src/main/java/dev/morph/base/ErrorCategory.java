package dev.morph.base;

/** Who can mend an error, and with it the exit code of a command. */
public enum ErrorCategory {
  /** The action ran and answered an error of its own. */
  ACTION("action", 1),
  /** The request is wrong: usage, file or parameters. */
  USER("user", 2),
  /** A right, an approval or trust is missing. */
  DENIED("denied", 3),
  /** A budget of the call is used up. */
  LIMIT("limit", 4),
  /** The guest broke its contract. */
  GUEST("guest", 5),
  /** Network, registry, disk or store. */
  ENVIRONMENT("environment", 6),
  /** A fault of Morph itself. */
  INTERNAL("internal", 70);

  private final String word;
  private final int exitCode;

  ErrorCategory(String word, int exitCode) {
    this.word = word;
    this.exitCode = exitCode;
  }

  /** The word that stands in documents, as {@code "denied"}. */
  public String word() {
    return word;
  }

  /** What a command that ends with this category exits with, 1 to 70. */
  public int exitCode() {
    return exitCode;
  }
}
