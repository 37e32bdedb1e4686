package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** A file that a command writes: it is there whole and durable, or it is as it was. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Writes a file in UTF-8; it is replaced if it is there.
   *
   * @throws MorphException ({@code io-failed})
   */
  static void write(Path file, Consumer<Writer> content) {
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw failed(target, "it is a folder", null);
    }
    Path draft = null;
    try {
      draft = Files.createTempFile(folder, ".morph-", ".tmp");
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
          Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
        content.accept(writer);
        writer.flush();
        channel.force(true);
      }
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | UncheckedIOException e) {
      throw failed(target, e.getClass().getSimpleName(), e);
    } finally {
      delete(draft);
    }
  }

  private static void delete(@org.jspecify.annotations.Nullable Path draft) {
    try {
      if (draft != null) {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      // a draft that stays takes room, and nothing reads it
      return;
    }
  }

  private static MorphException failed(
      Path file, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return new MorphException(ErrorCode.IO_FAILED, "cannot write " + file + ": " + why, cause);
  }
}
