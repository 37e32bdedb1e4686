package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.cli.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file that a backend made. */
@SuppressWarnings("ArrayRecordComponent")
record Artifact(String path, byte[] content) {
  /**
   * Reads {@code {"path", "content", "binary"?}}; binary content is base64.
   *
   * @throws MorphException ({@code guest-result}) if it has another shape
   */
  static Artifact read(JsonValue json) {
    if (json instanceof JsonObject object
        && object.get("path") instanceof JsonString(String path)
        && object.get("content") instanceof JsonString(String content)) {
      boolean binary = object.get("binary") instanceof JsonBoolean(boolean value) && value;
      try {
        return new Artifact(
            path,
            binary
                ? Base64.getDecoder().decode(content)
                : content.getBytes(StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        throw wrong("the content of " + path + " is no base64");
      }
    }
    throw wrong("an artifact is {\"path\", \"content\", \"binary\"?}");
  }

  /**
   * Refuses a path that leads out of the folder, by links neither.
   *
   * @throws MorphException ({@code guest-result})
   */
  void requireInside(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      Path relative = Path.of(path);
      boolean plain = path.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c));
      if (path.isEmpty() || !plain || relative.isAbsolute()) {
        throw wrong("\"" + path + "\" is no relative path");
      }
      Path at = root;
      for (Path part : relative) {
        if (part.toString().equals("..") || part.toString().equals(".")) {
          throw wrong("\"" + path + "\" leads out of the folder");
        }
        at = at.resolve(part);
        if (Files.isSymbolicLink(at)) {
          throw wrong("\"" + path + "\" leads over a link");
        }
      }
    } catch (InvalidPathException e) {
      throw wrong("\"" + path + "\" is no path");
    }
  }

  /**
   * Refuses two files of one name, and a file where another one needs a folder.
   *
   * @throws MorphException ({@code guest-result})
   */
  static void requireApart(List<Artifact> files) {
    Set<Path> paths = new HashSet<>();
    for (Artifact file : files) {
      if (!paths.add(Path.of(file.path()))) {
        throw wrong("there are two files \"" + file.path() + "\"");
      }
    }
    for (Path path : paths) {
      for (Path above = path.getParent(); above != null; above = above.getParent()) {
        if (paths.contains(above)) {
          throw wrong("\"" + above + "\" is a file, and a folder of \"" + path + "\" too");
        }
      }
    }
  }

  /**
   * Writes it, with the folders that it needs.
   *
   * @throws MorphException ({@code io-failed})
   */
  void write(Path folder) {
    Path file = folder.toAbsolutePath().normalize().resolve(path);
    OutputFile.makeFolders(file);
    OutputFile.bytes(
        file,
        out -> {
          try {
            out.write(content);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static MorphException wrong(String what) {
    return new MorphException(ErrorCode.GUEST_RESULT, what + "; nothing was written");
  }
}
