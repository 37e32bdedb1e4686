package dev.morph.engine.tck;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds test data that is not part of the repository. */
final class SharedData {
  private SharedData() {}

  /**
   * A file below the folder that the system property {@code morph.shared} names. Where it is absent
   * the test is skipped, or fails if the environment says {@code MORPH_REQUIRE_ALL=true}.
   */
  static Path require(String file) {
    String folder = System.getProperty("morph.shared", "");
    Path path = Path.of(folder, file);
    if (folder.isEmpty() || !Files.isReadable(path)) {
      String message =
          "did not run: test data " + file + " is not there; name its folder with -Dmorph.shared=";
      if ("true".equals(System.getenv("MORPH_REQUIRE_ALL"))) {
        fail(message);
      }
      abort(message);
    }
    return path;
  }
}
