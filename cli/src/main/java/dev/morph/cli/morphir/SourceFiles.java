package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Sources that a command is given. */
final class SourceFiles {
  private SourceFiles() {}

  /** What the files of a language end with; empty for guests, which are given every file. */
  static String endingOf(String language) {
    return language.matches("[a-z]+") ? "." + language : "";
  }

  /**
   * The texts of files, and of the files in folders, by their paths.
   *
   * @param ending of the files in folders that are taken
   * @throws MorphException {@code not-found}, {@code io-failed}, {@code params-invalid} if one is
   *     no UTF-8
   */
  static Map<String, String> read(List<String> sources, String ending) {
    Map<String, String> texts = new TreeMap<>();
    for (String source : sources) {
      Path path = IrInput.path(source);
      if (!Files.isDirectory(path)) {
        texts.put(name(path), text(path));
        continue;
      }
      try (Stream<Path> files = Files.walk(path)) {
        files
            .filter(Files::isRegularFile)
            .filter(file -> file.toString().endsWith(ending))
            .forEach(file -> texts.put(name(file), text(file)));
      } catch (IOException e) {
        throw new MorphException(ErrorCode.IO_FAILED, "cannot read the folder " + path, e);
      }
    }
    if (texts.isEmpty()) {
      throw new MorphException(
          ErrorCode.NOT_FOUND,
          (ending.isEmpty()
                  ? "there are no files in "
                  : "there are no files of *" + ending + " in ")
              + String.join(", ", sources));
    }
    return texts;
  }

  private static String name(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static String text(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (!Utf8.isValid(bytes, 0, bytes.length)) {
        throw new IrException("invalid_encoding", file + " is not UTF-8", List.of());
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new MorphException(ErrorCode.NOT_FOUND, "there is no file " + file, e);
    } catch (IOException e) {
      throw new MorphException(ErrorCode.IO_FAILED, "cannot read " + file, e);
    }
  }
}
