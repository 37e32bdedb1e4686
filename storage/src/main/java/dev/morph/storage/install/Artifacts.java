package dev.morph.storage.install;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Binaries by their digest: files {@code sha256/ab/cdef...} of a folder, or memory. Safe for
 * several threads and processes: a file is written beside its place, made durable and moved there,
 * and never changed.
 */
public final class Artifacts {
  private final @Nullable Path folder;
  private final Map<Digest, byte[]> inMemory = new ConcurrentHashMap<>();

  /**
   * Those of a folder.
   *
   * @param folder made when it is first written to; null to keep them in memory
   */
  public Artifacts(@Nullable Path folder) {
    this.folder = folder;
  }

  /**
   * Keeps bytes; when it returns they are durable.
   *
   * @throws MorphException ({@code io-failed}) if they cannot be written
   */
  public Digest put(byte[] bytes) {
    Digest digest = Digest.of(bytes);
    if (folder == null) {
      inMemory.put(digest, bytes.clone());
      return digest;
    }
    Path file = file(folder, digest);
    try {
      if (!isWhole(file, digest)) {
        write(folder, file, bytes);
      }
      return digest;
    } catch (IOException e) {
      throw failed("cannot be written", digest, e);
    }
  }

  private static boolean isWhole(Path file, Digest digest) throws IOException {
    return Files.exists(file) && Digest.of(Files.readAllBytes(file)).equals(digest);
  }

  private static void write(Path folder, Path file, byte[] bytes) throws IOException {
    Path parent = Objects.requireNonNull(file.getParent());
    Files.createDirectories(parent);
    Path draft = Files.createTempFile(folder, "draft-", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(parent);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Makes the name durable too, where the system lets a folder be opened. */
  private static void force(Path parent) throws IOException {
    if (parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /**
   * The bytes of a digest.
   *
   * @return empty if they are not here
   * @throws MorphException {@code digest-mismatch} if the file was changed, {@code io-failed} if it
   *     cannot be read
   */
  public Optional<byte[]> find(Digest digest) {
    if (folder == null) {
      byte[] bytes = inMemory.get(digest);
      return bytes == null ? Optional.empty() : Optional.of(bytes.clone());
    }
    Path file = file(folder, digest);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("cannot be read", digest, e);
    }
    Digest found = Digest.of(bytes);
    if (!found.equals(digest)) {
      throw new MorphException(
          ErrorCode.DIGEST_MISMATCH,
          "the file "
              + file
              + " was changed after it was installed: its digest is "
              + found
              + ". Install the extension again");
    }
    return Optional.of(bytes);
  }

  /**
   * Lets go of bytes; false if they are not here.
   *
   * @throws MorphException ({@code io-failed}) if the file cannot be deleted
   */
  public boolean delete(Digest digest) {
    if (folder == null) {
      return inMemory.remove(digest) != null;
    }
    try {
      return Files.deleteIfExists(file(folder, digest));
    } catch (IOException e) {
      throw failed("cannot be deleted", digest, e);
    }
  }

  private static Path file(Path folder, Digest digest) {
    return folder
        .resolve("sha256")
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex().substring(2));
  }

  private MorphException failed(String what, Digest digest, IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return new MorphException(
        ErrorCode.IO_FAILED,
        "the binary "
            + digest
            + " in "
            + folder
            + " "
            + what
            + ": "
            + e.getClass().getSimpleName()
            + (reason == null ? "" : ", " + reason)
            + ". Check the folder's rights and the space on the disk",
        e);
  }
}
