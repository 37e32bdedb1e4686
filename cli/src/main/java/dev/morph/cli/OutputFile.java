package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Consumer;

/** A file that a command writes: it is there whole and durable, or it is as it was. */
public final class OutputFile {
  private static final int BUFFER = 1 << 16;

  private OutputFile() {}

  /**
   * Writes a file in UTF-8; it is replaced if it is there.
   *
   * @throws MorphException ({@code io-failed})
   */
  public static void write(Path file, Consumer<Writer> content) {
    bytes(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          content.accept(writer);
          try {
            writer.flush();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /**
   * Writes a file of bytes; it is replaced if it is there, behind a link too. A device or a pipe is
   * written to.
   *
   * @throws MorphException ({@code io-failed})
   */
  public static void bytes(Path file, Consumer<OutputStream> content) {
    Path named = file.toAbsolutePath().normalize();
    if (Files.exists(named) && !Files.isDirectory(named) && !Files.isRegularFile(named)) {
      device(named, content);
      return;
    }
    Path target = linked(named);
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw failed(target, "it is a folder", null);
    }
    Path draft = null;
    try {
      draft = folder.resolve(".morph-" + UUID.randomUUID() + ".tmp");
      try (FileChannel channel =
              FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
        content.accept(out);
        out.flush();
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

  /** What a link leads to is replaced, and the link stays. */
  private static Path linked(Path named) {
    try {
      return Files.isSymbolicLink(named) && Files.exists(named) ? named.toRealPath() : named;
    } catch (IOException e) {
      throw failed(named, e.getClass().getSimpleName(), e);
    }
  }

  /** A device or a pipe is written to, once all is there: it must not give way to a file. */
  private static void device(Path device, Consumer<OutputStream> content) {
    var bytes = new ByteArrayOutputStream();
    content.accept(bytes);
    try (OutputStream out = Files.newOutputStream(device, StandardOpenOption.WRITE)) {
      bytes.writeTo(out);
    } catch (IOException e) {
      throw failed(device, e.getClass().getSimpleName(), e);
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

  /**
   * Makes the folders that a file needs.
   *
   * @throws MorphException ({@code io-failed})
   */
  public static void makeFolders(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw failed(file, "its folder cannot be made", e);
    }
  }
}
