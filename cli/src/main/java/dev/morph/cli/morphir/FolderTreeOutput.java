package dev.morph.cli.morphir;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.ir.TreeSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a document tree to a folder: beside it first, then in its place. A folder that is there is
 * replaced only if it is empty, or a document tree and nothing else. Closed by who made it; what
 * was not published then goes away.
 */
final class FolderTreeOutput implements TreeSink, AutoCloseable {
  private static final String MANIFEST = "manifest.json";
  private static final List<String> FOLDERS = List.of("pkg", "deps");

  private final Path folder;
  private @Nullable Path draft;

  /**
   * @throws MorphException {@code usage-invalid} if something else is there, {@code io-failed}
   */
  FolderTreeOutput(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    try {
      requireReplaceable();
      Path parent = this.folder.getParent();
      if (parent == null) {
        throw new MorphException(ErrorCode.USAGE_INVALID, "the root is no place for a tree");
      }
      Files.createDirectories(parent);
      draft = Files.createTempDirectory(parent, ".morphir-");
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void requireReplaceable() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, folder + " is a file; a document tree is a folder");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(file -> !Files.isDirectory(file, NOFOLLOW_LINKS)).toList();
      if (!all.isEmpty() && !isManifest(folder.resolve(MANIFEST))) {
        throw new MorphException(
            ErrorCode.USAGE_INVALID,
            folder + " has other files and is no document tree; name a new or an empty folder");
      }
      for (Path file : all) {
        requirePart(folder.relativize(file), file);
      }
    }
  }

  /** Other programs have a manifest.json too. */
  private static boolean isManifest(Path file) throws IOException {
    try {
      return Files.isRegularFile(file, NOFOLLOW_LINKS)
          && Json.parse(Files.readAllBytes(file)) instanceof JsonObject manifest
          && manifest.get("formatVersion") != null
          && manifest.get("distribution") != null;
    } catch (JsonException e) {
      return false;
    }
  }

  /** What is of somebody else must not go away with the tree. */
  private void requirePart(Path relative, Path file) {
    boolean part =
        relative.getNameCount() == 1
            ? relative.toString().equals(MANIFEST)
            : FOLDERS.contains(relative.getName(0).toString())
                && relative.toString().endsWith(".json")
                && Files.isRegularFile(file, NOFOLLOW_LINKS);
    if (!part) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          folder
              + " has "
              + relative
              + ", which is no part of a document tree; move it, or name another folder");
    }
  }

  @Override
  public void file(String path, byte[] content) {
    Path written = draft;
    if (written == null) {
      throw new IllegalStateException("the tree is closed");
    }
    Path file = written.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Puts what was written in its place. */
  void publish() {
    Path written = draft;
    if (written == null) {
      throw new IllegalStateException("the tree is closed");
    }
    try {
      Path before = null;
      if (Files.exists(folder)) {
        before = Files.createTempDirectory(folder.getParent(), ".morphir-").resolve("before");
        Files.move(folder, before);
      }
      try {
        Files.move(written, folder);
      } catch (IOException e) {
        if (before != null) {
          Files.move(before, folder);
        }
        throw e;
      }
      draft = null;
      if (before != null) {
        delete(before.getParent());
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    Path written = draft;
    draft = null;
    if (written != null) {
      delete(written);
    }
  }

  private static void delete(@Nullable Path all) {
    if (all == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(all)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // what stays takes room, and nothing reads it
      return;
    }
  }

  private MorphException failed(IOException e) {
    return new MorphException(ErrorCode.IO_FAILED, "cannot write the tree " + folder, e);
  }
}
