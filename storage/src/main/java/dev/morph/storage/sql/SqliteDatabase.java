package dev.morph.storage.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite database: one connection that writes, a few that read. Writers of this process stand in
 * line for the one connection; those of other processes are waited for by asking again, since
 * SQLite has no line.
 */
final class SqliteDatabase extends Database {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int READERS = 4;
  private static final int READ_BUSY_MILLIS = 1_000;

  /** Short, since SQLite's own pauses grow to 100 ms; ours do not. */
  private static final int WRITE_BUSY_MILLIS = 2;

  /** Longest pause between two attempts to begin, while another process writes. */
  private static final int MOST_PAUSE_MICROS = 2_000;

  private final Duration wait;
  private final boolean inMemory;
  private final Semaphore writing = new Semaphore(1, true);
  private final Semaphore reading = new Semaphore(READERS, true);
  private final SqliteConnections writer;
  private final SqliteConnections readers;
  private final Jdbi write;
  private final Jdbi read;

  private SqliteDatabase(
      StoreLocation location, Duration wait, SQLiteDataSource source, SQLiteDataSource readOnly) {
    super(location);
    this.wait = wait;
    inMemory = location instanceof StoreLocation.Memory;
    writer = new SqliteConnections(source);
    readers = inMemory ? writer : new SqliteConnections(readOnly);
    write = Handles.of(Jdbi.create(writer));
    read = inMemory ? write : Handles.of(Jdbi.create(readers));
  }

  static SqliteDatabase memory(StoreLocation.Memory location, Duration wait) {
    SQLiteDataSource source = new SQLiteDataSource(config(WRITE_BUSY_MILLIS));
    source.setUrl("jdbc:sqlite::memory:");
    return new SqliteDatabase(location, wait, source, source);
  }

  static SqliteDatabase file(StoreLocation.SqliteFile location, Duration wait) {
    prepare(location);
    SQLiteConfig config = config(WRITE_BUSY_MILLIS);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    SQLiteConfig readConfig = config(READ_BUSY_MILLIS);
    return new SqliteDatabase(
        location, wait, source(location, config), source(location, readConfig));
  }

  private static SQLiteConfig config(int busyMillis) {
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setBusyTimeout(busyMillis);
    return config;
  }

  private static SQLiteDataSource source(StoreLocation.SqliteFile location, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + location.file());
    return source;
  }

  /** Makes the folder, and refuses a file that is no database before SQLite touches it. */
  private static void prepare(StoreLocation.SqliteFile location) {
    Path file = location.file();
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (Files.isDirectory(file)) {
        throw Failures.unavailable(location, "is a folder. Give the path of a file in it", null);
      }
      if (Files.exists(file) && Files.size(file) > 0 && !hasMagic(file)) {
        throw Failures.unavailable(
            location,
            "is not a database. Give another path, or move the file away; it was not changed",
            null);
      }
    } catch (IOException e) {
      String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
      throw Failures.unavailable(
          location,
          "cannot be opened: "
              + e.getClass().getSimpleName()
              + (reason == null ? "" : ", " + reason)
              + ". Check the path and its rights",
          e);
    }
  }

  private static boolean hasMagic(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public <T> T read(Work<T> work) {
    return run(read, inMemory ? writing : reading, "BEGIN", work);
  }

  @Override
  public <T> T write(Work<T> work) {
    return run(write, writing, "BEGIN IMMEDIATE", work);
  }

  @Override
  public <T> T writeAtOnce(Work<T> work) {
    return write(work);
  }

  @Override
  <T> T look(Work<T> work) {
    return run(write, writing, null, work);
  }

  private <T> T run(Jdbi jdbi, Semaphore places, @Nullable String begin, Work<T> work) {
    long deadline = System.nanoTime() + wait.toNanos();
    acquire(places);
    try {
      for (int attempt = 0; ; attempt++) {
        try {
          return jdbi.withHandle(
              handle -> begin == null ? work.in(handle) : transaction(handle, begin, work));
        } catch (SQLException | RuntimeException e) {
          if (!Failures.passing(e)
              || System.nanoTime() > deadline
              || !paused(50, pauseMicros(attempt))) {
            throw e instanceof RuntimeException r
                ? Failures.of(location(), r)
                : Failures.of(location(), (SQLException) e);
          }
        }
      }
    } finally {
      places.release();
    }
  }

  /**
   * A transaction by our own statements: the driver's commit begins another transaction at once,
   * and if that one fails it says that the commit has failed, which is durable.
   */
  private <T> T transaction(Handle handle, String begin, Work<T> work) throws SQLException {
    Connection connection = handle.getConnection();
    execute(connection, begin);
    boolean committed = false;
    try {
      T result = work.in(handle);
      execute(connection, "COMMIT");
      committed = true;
      return result;
    } finally {
      if (!committed) {
        rollBack(connection);
      }
    }
  }

  private void rollBack(Connection connection) throws SQLException {
    try {
      execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      // after some faults SQLite has rolled back by itself; a connection in doubt is not kept
      if (!inMemory) {
        connection.close();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void acquire(Semaphore places) {
    try {
      if (!places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Failures.unavailable(
            location(),
            "is busy: others have written for longer than "
                + wait.toSeconds()
                + " s; nothing was written. Try again",
            null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable(
          location(), "was waited for when the call was ended; nothing was written", e);
    }
  }

  private static int pauseMicros(int attempt) {
    return Math.min(MOST_PAUSE_MICROS, 100 << Math.min(attempt, 5));
  }

  @Override
  void migrate() {
    if (inMemory) {
      change(Schema::create);
      return;
    }
    StoreLocation.SqliteFile location = (StoreLocation.SqliteFile) location();
    if (!look(handle -> Schema.isOurs(handle, Dialect.SQLITE))) {
      throw Failures.unavailable(
          location,
          "is a database of another program. Give another path; it was not changed",
          null);
    }
    migrateAlone(location);
  }

  /** Flyway has no lock on SQLite, so processes that open a new store at once take one of ours. */
  private void migrateAlone(StoreLocation.SqliteFile location) {
    Path lock = location.file().resolveSibling(location.file().getFileName() + "-migrate");
    synchronized (SqliteDatabase.class) {
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = channel.lock()) {
        if (Schema.isCurrent(this)) {
          return; // another process was first
        }
        // kept in the file; set here alone, so that the file of another program stays as it is
        look(handle -> handle.execute("PRAGMA journal_mode = WAL"));
        Schema.migrate(migrating(location), Dialect.SQLITE);
      } catch (IOException e) {
        throw Failures.unavailable(
            location, "cannot be brought up to date: its lock " + lock + " cannot be taken", e);
      } catch (SQLException e) {
        throw Failures.of(location, e);
      }
    }
  }

  /** Connections of Flyway, which does not begin anew when it finds the file locked. */
  private SQLiteDataSource migrating(StoreLocation.SqliteFile location) {
    SQLiteConfig config = config((int) Math.min(wait.toMillis(), Integer.MAX_VALUE));
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return source(location, config);
  }

  /** Waits for the work that runs, so that no connection is closed under it. */
  @Override
  public void close() {
    writing.acquireUninterruptibly();
    try {
      writer.close();
    } finally {
      writing.release();
    }
    if (!inMemory) {
      reading.acquireUninterruptibly(READERS);
      try {
        readers.close();
      } finally {
        reading.release(READERS);
      }
    }
  }
}
