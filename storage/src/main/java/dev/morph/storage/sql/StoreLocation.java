package dev.morph.storage.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a store is. Its text may be shown: it never has a password. */
public sealed interface StoreLocation {
  /**
   * A SQLite file, made if it is absent.
   *
   * @param file absolute
   */
  record SqliteFile(Path file) implements StoreLocation {
    public SqliteFile {
      file = file.toAbsolutePath().normalize();
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  /** A SQLite database in memory, of its own and gone when it is closed. */
  record Memory() implements StoreLocation {
    @Override
    public String toString() {
      return "(in memory)";
    }
  }

  /**
   * A database of a PostgreSQL server.
   *
   * @param jdbcUrl without user and password
   * @param user null for the driver's default
   * @param password null if the server needs none
   */
  record Postgres(String jdbcUrl, @Nullable String user, @Nullable String password)
      implements StoreLocation {
    @Override
    public String toString() {
      int query = jdbcUrl.indexOf('?');
      return (query < 0 ? jdbcUrl : jdbcUrl.substring(0, query)).substring("jdbc:".length());
    }
  }
}
