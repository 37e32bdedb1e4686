package dev.morph.host.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/**
 * The secret that a cache's entries are sealed with: 32 random bytes in a file that only its owner
 * may read. Two processes that make it at once end with the same one.
 */
final class InstallationKey {
  private static final String FILE = "key";
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private InstallationKey() {}

  /**
   * The key of a folder; made, with the folder, if there is none.
   *
   * @throws IOException if it cannot be read or made, or others than its owner may read it
   */
  static byte[] readOrMake(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    try {
      return read(file);
    } catch (NoSuchFileException e) {
      make(folder, file);
      return read(file);
    }
  }

  private static byte[] read(Path file) throws IOException {
    byte[] key = Files.readAllBytes(file);
    if (key.length != BYTES) {
      throw new FileSystemException(
          file.toString(), null, "is not " + BYTES + " bytes long; delete it, and it is made anew");
    }
    if (posix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new FileSystemException(
          file.toString(), null, "may be read by others; delete it, and it is made anew");
    }
    return key;
  }

  private static void make(Path folder, Path file) throws IOException {
    Files.createDirectories(folder);
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Path draft =
        posix(folder)
            ? Files.createTempFile(
                folder, "draft-", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY))
            : Files.createTempFile(folder, "draft-", ".tmp");
    try {
      Files.write(draft, key);
      // a link fails if the file is there, where a move would replace another process's key
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (UnsupportedOperationException | FileSystemException e) {
      moveIfAbsent(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** For file systems without links. */
  private static void moveIfAbsent(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file);
    } catch (FileAlreadyExistsException e) {
      return;
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
