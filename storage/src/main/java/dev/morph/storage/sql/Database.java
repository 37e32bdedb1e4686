package dev.morph.storage.sql;

import dev.morph.base.MorphException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/**
 * An open database whose schema is that of this program. Safe for several threads; several
 * processes may have the same one open. Whoever opened it closes it; after that every call throws.
 *
 * <p>Every method throws {@link MorphException} ({@code store-unavailable}) if the database cannot
 * be reached or written; then nothing of the work is kept.
 */
public abstract sealed class Database implements AutoCloseable
    permits SqliteDatabase, PostgresDatabase {
  /** The version of the schema that this program knows. */
  public static final int SCHEMA = Schema.CURRENT;

  private final StoreLocation location;

  Database(StoreLocation location) {
    this.location = location;
  }

  /**
   * Something to do with a connection. It may run several times, since what lost a race is begun
   * anew, and does not call the database in another way than by its handle.
   */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it, within a transaction. */
    T in(Handle handle) throws SQLException;
  }

  /** Work without an answer. */
  @FunctionalInterface
  public interface Change {
    /** Does it, within a transaction. */
    void in(Handle handle) throws SQLException;
  }

  /**
   * Opens a database and brings its schema up to date.
   *
   * @param wait how long work may wait for others that write; positive
   * @param connections how many connections to a server at the most; 2 or more
   * @throws MorphException ({@code store-unavailable}) if it cannot be opened or has a newer schema
   */
  public static Database open(StoreLocation location, Duration wait, int connections) {
    Database database =
        switch (location) {
          case StoreLocation.SqliteFile file -> SqliteDatabase.file(file, wait);
          case StoreLocation.Memory memory -> SqliteDatabase.memory(memory, wait);
          case StoreLocation.Postgres postgres ->
              PostgresDatabase.connect(postgres, wait, connections);
        };
    try {
      Schema.ensure(database);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw Failures.of(location, e);
    }
  }

  /** Where it is. */
  public StoreLocation location() {
    return location;
  }

  /** Its kind. */
  public abstract Dialect dialect();

  /** Reads; all statements see the same state. */
  public abstract <T> T read(Work<T> work);

  /** Writes; when it returns, the work is durable. If it throws, nothing was done. */
  public abstract <T> T write(Work<T> work);

  /** The same without an answer. */
  public final void change(Change change) {
    boolean unused =
        write(handle -> {
          change.in(handle);
          return true;
        });
  }

  /**
   * Writes by one statement: durable when this returns, and if it throws, nothing was done. A
   * server is asked fewer questions than by {@link #write}.
   *
   * @param work runs one statement that changes something, and no more
   */
  public abstract <T> T writeAtOnce(Work<T> work);

  /** True if a row was refused because it does not fit the rules of its table. */
  public static boolean breaksRule(SQLException failure) {
    return Failures.constraint(failure);
  }

  /** A pause of chance length, so that two do not meet again; false if the call was ended. */
  static boolean paused(int leastMicros, int mostMicros) {
    try {
      TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(leastMicros, mostMicros));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Runs one statement or more outside a transaction, to look at a schema that may be absent. */
  abstract <T> T look(Work<T> work);

  /** Applies the migrations that are missing. */
  abstract void migrate();

  /** Lets go of all connections. May be called twice. */
  @Override
  public abstract void close();
}
