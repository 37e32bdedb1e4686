package dev.morph.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a list is shown. */
final class PageMixin {
  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most N rows, 1 to 200 (default: 50).")
  private int limit = 50;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Goes on where an earlier part ended; it is printed with that part.")
  private @Nullable String cursor;

  int limit() {
    return limit;
  }

  @Nullable String cursor() {
    return cursor;
  }
}
