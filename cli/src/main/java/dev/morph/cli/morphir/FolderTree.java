package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.ir.DocumentTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A document tree in a folder. Links in it are not followed. */
record FolderTree(Path folder) implements DocumentTree {
  private static final List<String> MANIFESTS = List.of("manifest.json", "format.json");

  /**
   * A folder as a tree.
   *
   * @throws IrException if it is none
   */
  static FolderTree open(Path folder) {
    if (MANIFESTS.stream().noneMatch(name -> Files.exists(folder.resolve(name)))) {
      throw new IrException(
          "invalid_distribution_shape",
          folder
              + " is a folder without manifest.json, so no document tree; name the folder of one,"
              + " or a document",
          List.of());
    }
    return new FolderTree(folder);
  }

  @Override
  public List<String> paths() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .toList();
    } catch (IOException e) {
      throw new MorphException(ErrorCode.IO_FAILED, "cannot read the folder " + folder, e);
    }
  }

  @Override
  public byte[] read(String path) {
    try {
      return Files.readAllBytes(folder.resolve(path));
    } catch (IOException e) {
      throw new MorphException(ErrorCode.IO_FAILED, "cannot read " + folder.resolve(path), e);
    }
  }
}
