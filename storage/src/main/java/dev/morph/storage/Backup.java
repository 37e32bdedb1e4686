package dev.morph.storage;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.storage.sql.Database;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Copies of a whole store: into a file, out of it, and from one kind of database to the other. Each
 * shows one moment, whatever is written meanwhile. What fails leaves its target as it was.
 */
public final class Backup {
  private Backup() {}

  /** Is told how far a copy is. What it throws ends the copy. */
  @FunctionalInterface
  public interface Progress {
    /** So many rows of a table are copied. */
    void moved(String table, long rows);

    /** Tells nobody. */
    Progress NONE = (table, rows) -> {};
  }

  /**
   * What was copied.
   *
   * @param rows by table, in the order of the copy
   * @param artifacts how many binaries
   */
  public record Summary(Map<String, Long> rows, int artifacts) {
    public Summary {
      rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }
  }

  /**
   * Writes a store into a file, with the binaries of what is installed. Others may write meanwhile.
   *
   * @param file replaced if it is there, when the copy is whole and durable
   * @throws MorphException {@code store-unavailable}; {@code io-failed} if the file cannot be
   *     written; {@code not-found} or {@code digest-mismatch} if a binary is absent or was changed
   */
  public static Summary write(Store store, Path file, Progress progress) {
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent() == null ? target : target.getParent();
    Path draft = null;
    try {
      draft = Files.createTempFile(folder, "backup-", ".tmp");
      Summary summary = write(store, draft, target, progress);
      return summary;
    } catch (IOException e) {
      throw new MorphException(
          ErrorCode.IO_FAILED,
          "the backup "
              + target
              + " cannot be written: "
              + e.getClass().getSimpleName()
              + " "
              + e.getMessage()
              + ". Check the folder's rights and the space on the disk",
          e);
    } finally {
      delete(draft);
    }
  }

  private static Summary write(Store store, Path draft, Path target, Progress progress)
      throws IOException {
    Summary summary =
        store.database().read(handle -> ArchiveWriter.write(draft, handle, store, progress));
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return summary;
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

  /**
   * Reads a store from a file.
   *
   * @param target without any rows; of either kind
   * @throws MorphException {@code store-unavailable} if the target is not empty or cannot be
   *     written; {@code usage-invalid} if the file is no backup, is damaged or is of a newer
   *     version
   */
  public static Summary restore(Path file, Store target, Progress progress) {
    try (ArchiveReader archive = ArchiveReader.open(file)) {
      archive.copyArtifacts(target.artifacts());
      return target
          .database()
          .write(handle -> {
            refuseIfFilled(handle, target.database());
            return archive.copyRows(handle.getConnection(), progress);
          });
    }
  }

  /**
   * Copies a store into another, of either kind; the first stays as it is. What is written into it
   * meanwhile is not copied.
   *
   * @param target without any rows
   * @throws MorphException as {@link #write} and {@link #restore}
   */
  public static Summary move(Store source, Store target, Progress progress) {
    return source
        .database()
        .read(from -> {
          List<Digest> digests = artifacts(from);
          for (Digest digest : digests) {
            Digest unused = target.artifacts().put(artifact(source, digest));
          }
          return target
              .database()
              .write(to -> {
                refuseIfFilled(to, target.database());
                return copy(from.getConnection(), to.getConnection(), digests.size(), progress);
              });
        });
  }

  private static Summary copy(Connection from, Connection to, int artifacts, Progress progress)
      throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (Table table : Table.ALL) {
      try (TableRows.Adder adder = new TableRows.Adder(to, table, progress)) {
        TableRows.each(from, table, adder::add);
        rows.put(table.name(), adder.end());
      }
    }
    return new Summary(rows, artifacts);
  }

  private static void refuseIfFilled(Handle handle, Database database) {
    for (Table table : Table.ALL) {
      boolean filled =
          handle
              .createQuery("SELECT 1 FROM " + table.name() + " LIMIT 1")
              .mapTo(Integer.class)
              .findFirst()
              .isPresent();
      if (filled) {
        throw new MorphException(
            ErrorCode.STORE_UNAVAILABLE,
            "the store "
                + database.location()
                + " is not empty (table "
                + table.name()
                + "); nothing was changed. Give a store that nobody has used");
      }
    }
  }

  /** The binaries that versions name. */
  static List<Digest> artifacts(Handle handle) {
    return handle
        .createQuery("SELECT DISTINCT digest FROM extension_versions ORDER BY digest")
        .mapTo(String.class)
        .map(Digest::new)
        .list();
  }

  static byte[] artifact(Store store, Digest digest) {
    return store
        .artifacts()
        .find(digest)
        .orElseThrow(() ->
            new MorphException(
                ErrorCode.NOT_FOUND,
                "the binary "
                    + digest
                    + " of an installed extension is absent; install it again, or remove it,"
                    + " before the store is copied"));
  }
}
