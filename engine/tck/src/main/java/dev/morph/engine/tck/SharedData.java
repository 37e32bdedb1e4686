package dev.morph.engine.tck;

import dev.morph.testkit.NotRun;
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
      throw NotRun.because(
          "core suite", file + " is not there; name its folder with -Dmorph.shared=FOLDER");
    }
    return path;
  }
}
