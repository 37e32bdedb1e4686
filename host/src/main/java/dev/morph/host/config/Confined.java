package dev.morph.host.config;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Paths that a project names: none of them leaves the project, by dots or by links. */
final class Confined {
  private Confined() {}

  /**
   * Refuses a path that leaves the folder, as far as that can be seen now: a file that is not there
   * yet is looked at again when it is used.
   *
   * @param path absolute and normalized
   * @param text as it was written
   */
  static void require(Path path, String text, Path folder) {
    if (Path.of(text).isAbsolute() || !path.startsWith(folder) || path.equals(folder)) {
      throw leaves();
    }
    if (Files.exists(path)) {
      Path unused = real(path, folder);
    }
  }

  /**
   * Where the file really is.
   *
   * @throws MorphException ({@code usage-invalid}) if that is outside the folder; {@code not-found}
   *     if there is none
   */
  static Path real(Path path, Path folder) {
    try {
      Path real = path.toRealPath();
      if (!real.startsWith(folder.toRealPath())) {
        throw leaves();
      }
      return real;
    } catch (NoSuchFileException e) {
      throw new MorphException(ErrorCode.NOT_FOUND, "there is no file " + path, e);
    } catch (IOException e) {
      throw new MorphException(ErrorCode.IO_FAILED, "cannot read " + path, e);
    }
  }

  private static MorphException leaves() {
    return Values.invalid(
        "the path leaves the project; a project's file names files within its own folder, by"
            + " relative paths and without links that lead out");
  }
}
