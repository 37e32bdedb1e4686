package dev.morph.storage.vault;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Master keys in a file that only its owner may read. Processes that change it at once stand in
 * line by a lock beside it, so that none takes another's key away.
 *
 * @param file absolute
 */
record MasterFile(Path file) implements MasterSource {
  private static final int MOST_BYTES = 64 * 1024;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final String HEAD =
      """
      # Master keys of Morph's vault: the first wraps, the others open what they wrapped before.
      # Keep a copy in a safe place, apart from backups of the store: without it, no secret can be read.
      """;

  MasterFile {
    file = file.toAbsolutePath().normalize();
  }

  @Override
  public List<MasterKey> keys() {
    String text = read();
    return text == null ? List.of() : MasterText.parse(name(), text);
  }

  @Override
  public List<MasterKey> keysOrMade() {
    List<MasterKey> keys = keys();
    if (keys.isEmpty()) {
      add(true);
      keys = keys();
    }
    return keys;
  }

  @Override
  public boolean renew() {
    add(false);
    return true;
  }

  @Override
  public String name() {
    return "the file " + file;
  }

  /** The text; null if there is no file. */
  private @Nullable String read() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      requirePrivate();
      if (channel.size() > MOST_BYTES) {
        throw unusable("has more than " + MOST_BYTES + " bytes", null);
      }
      byte[] bytes = new byte[(int) channel.size()];
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        continue;
      }
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      Arrays.fill(bytes, (byte) 0);
      return text;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw unusable("cannot be read: " + reason(e), e);
    }
  }

  private void requirePrivate() throws IOException {
    if (!isPosix(file)) {
      return;
    }
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(found)) {
      throw unusable(
          "has the rights "
              + PosixFilePermissions.toString(found)
              + ", so that others than its owner may use it. Type: chmod 600 "
              + file
              + " (and change the key by `morph vault rotate --master` if somebody may have read it)",
          null);
    }
  }

  /**
   * Writes the file anew with one more key before the others.
   *
   * @param ifNone only if there are none
   */
  private void add(boolean ifNone) {
    byte[] key = Aes.newKey();
    try {
      Files.createDirectories(folder());
      Path lock = file.resolveSibling(file.getFileName() + ".lock");
      synchronized (MasterFile.class) { // the lock is the process's, not the thread's
        try (FileChannel channel =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var held = channel.lock()) {
          String before = read();
          boolean none = before == null || MasterText.parse(name(), before).isEmpty();
          if (none || !ifNone) {
            String line = Base64.getEncoder().encodeToString(key) + "\n";
            replace(HEAD + line + (before == null ? "" : withoutHead(before)));
          }
        }
      }
    } catch (IOException e) {
      throw unusable("cannot be written: " + reason(e), e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static String withoutHead(String text) {
    return text.startsWith(HEAD) ? text.substring(HEAD.length()) : text;
  }

  /** A kill leaves the old file or the new one, whole; the new one is durable when it is there. */
  private void replace(String text) throws IOException {
    Path folder = folder();
    Path draft =
        isPosix(folder)
            ? Files.createTempFile(
                folder, "vault-", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY))
            : Files.createTempFile(folder, "vault-", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
          int unused = channel.write(bytes);
        }
        channel.force(true);
      }
      move(draft);
      forceFolder(folder);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void move(Path draft) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new FileSystemException(
          file.toString(), null, "its file system cannot replace a file in one step");
    }
  }

  /** So that the name is durable too, where a folder can be opened. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return; // Windows opens no folders; its moves are durable without
    }
  }

  private Path folder() {
    Path folder = file.getParent();
    return folder == null ? file : folder;
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return e.getClass().getSimpleName() + (reason == null ? "" : ", " + reason);
  }

  private MorphException unusable(String fault, @Nullable Throwable cause) {
    return new MorphException(
        ErrorCode.STORE_UNAVAILABLE, "the vault's master key: " + name() + " " + fault, cause);
  }
}
