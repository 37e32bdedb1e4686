package dev.morph.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds test data that is not part of the repository. */
public final class SharedData {
  private SharedData() {}

  /**
   * A file or folder below the folder that the system property {@code morph.shared} names. Where it
   * is absent the test is skipped, or fails if the environment says {@code MORPH_REQUIRE_ALL=true}.
   *
   * @param name what does not run without it, such as {@code core suite}
   */
  public static Path require(String name, String path) {
    String folder = System.getProperty("morph.shared", "");
    Path found = Path.of(folder, path);
    if (folder.isEmpty() || !Files.isReadable(found)) {
      throw NotRun.because(
          name, path + " is not there; name the folder above it with -Dmorph.shared=FOLDER");
    }
    return found;
  }
}
