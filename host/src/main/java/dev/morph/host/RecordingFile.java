package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.runtime.sandbox.Recording;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file of a recording. It is opened before the guest runs, so that nothing is called if it
 * could not be kept, and stands there whole or not at all. Only its owner may read it.
 */
public final class RecordingFile implements AutoCloseable {
  private final Path target;
  private final Path partial;

  private RecordingFile(Path target, Path partial) {
    this.target = target;
    this.partial = partial;
  }

  /**
   * Makes ready to write; an older file of this name stays until {@link #write}.
   *
   * @throws MorphException ({@code io-failed}) if it cannot be written there
   */
  public static RecordingFile create(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new MorphException(
          ErrorCode.IO_FAILED, "cannot write the recording: " + file + " is not a file");
    }
    try {
      Path target = real(file.toAbsolutePath());
      if (Files.exists(target) && !Files.isWritable(target)) {
        throw new AccessDeniedException(target.toString());
      }
      return new RecordingFile(
          target, Files.createTempFile(target.getParent(), "." + target.getFileName(), ".partial"));
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  /** Where a link points to: the link stays. */
  private static Path real(Path file) throws IOException {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? file.toRealPath() : file;
  }

  /**
   * Writes the recording, once.
   *
   * @throws MorphException ({@code io-failed}) if it cannot be written whole
   */
  public void write(Recording recording) {
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(partial, StandardOpenOption.TRUNCATE_EXISTING), 1 << 16)) {
        recording.writeTo(out);
      }
      try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed("write", target, e);
    }
  }

  /**
   * Reads a recording.
   *
   * @throws MorphException {@code not-found}, {@code io-failed}, or {@code usage-invalid} if it is
   *     no recording, damaged or too large
   */
  public static Recording read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new MorphException(
            ErrorCode.NOT_FOUND,
            Files.exists(file) ? file + " is not a file" : "there is no recording " + file);
      }
      checkSize(Files.size(file), file);
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes((int) Recording.MAX_BYTES + 1);
        checkSize(bytes.length, file);
        return Recording.read(bytes);
      }
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  private static void checkSize(long size, Path file) {
    if (size > Recording.MAX_BYTES) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "the recording "
              + file
              + " has "
              + size
              + " bytes; at most "
              + Recording.MAX_BYTES
              + " are read");
    }
  }

  private static MorphException failed(String what, Path file, IOException e) {
    String reason =
        switch (e) {
          case AccessDeniedException denied -> "access denied";
          case NoSuchFileException missing -> "there is no such folder";
          case FileSystemException problem when problem.getReason() != null -> problem.getReason();
          default -> String.valueOf(e.getMessage());
        };
    return new MorphException(
        ErrorCode.IO_FAILED, "cannot " + what + " the recording " + file + ": " + reason, e);
  }

  /** Leaves nothing behind that was not written whole. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      partial.toFile().deleteOnExit();
    }
  }
}
