package dev.morph.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;

/** Says by name that a test did not run, because something is absent from this machine. */
public final class NotRun {
  private NotRun() {}

  /**
   * Ends the test: skipped, with a line in {@code target/not-run.txt} of the project; failed if the
   * environment says {@code MORPH_REQUIRE_ALL=true}.
   *
   * @param name what did not run, such as {@code wat2wasm comparison}
   * @param reason what is absent and how to get it
   * @return never; so that callers can write {@code throw NotRun.because(...)}
   */
  public static AssertionError because(String name, String reason) {
    return because(
        name,
        reason,
        Path.of(System.getProperty("morph.root", "."), "target", "not-run.txt"),
        "true".equals(System.getenv("MORPH_REQUIRE_ALL")));
  }

  static AssertionError because(String name, String reason, Path list, boolean requireAll) {
    String line = name + ": " + reason;
    if (requireAll) {
      throw new AssertionError("did not run, and MORPH_REQUIRE_ALL=true: " + line);
    }
    try {
      Files.createDirectories(list.toAbsolutePath().getParent());
      Files.writeString(list, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Assumptions.abort(line);
  }
}
