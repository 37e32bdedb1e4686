package dev.morph.storage.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** A database of a PostgreSQL server, through a pool of connections. */
final class PostgresDatabase extends Database {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int MOST_ATTEMPTS = 20;

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private PostgresDatabase(StoreLocation.Postgres location, HikariDataSource pool) {
    super(location);
    this.pool = pool;
    jdbi = Handles.of(Jdbi.create(pool));
  }

  static PostgresDatabase connect(StoreLocation.Postgres location, Duration wait, int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("morph-store");
    config.setJdbcUrl(location.jdbcUrl());
    if (location.user() != null) {
      config.setUsername(location.user());
    }
    if (location.password() != null) {
      config.setPassword(location.password());
    }
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionTimeout(Math.max(250, wait.toMillis()));
    config.setInitializationFailTimeout(1);
    config.addDataSourceProperty("ApplicationName", "morph");
    config.addDataSourceProperty("loginTimeout", Long.toString(CONNECT.toSeconds()));
    config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    try {
      return new PostgresDatabase(location, new HikariDataSource(config));
    } catch (PoolInitializationException e) {
      throw Failures.of(location, e);
    } catch (RuntimeException e) {
      // what the driver says of a URL that it cannot read; the text may hold a password
      throw Failures.unavailable(
          location, "has an address that the driver does not take. Check the URL", null);
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public <T> T read(Work<T> work) {
    return run(() -> jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work::in));
  }

  @Override
  public <T> T write(Work<T> work) {
    // to ask for the level that is the connection's own would cost two questions to the server
    return run(() -> jdbi.inTransaction(work::in));
  }

  @Override
  public <T> T writeAtOnce(Work<T> work) {
    return run(() -> jdbi.withHandle(work::in)); // the server commits with the statement
  }

  @Override
  <T> T look(Work<T> work) {
    try {
      return jdbi.withHandle(work::in);
    } catch (SQLException e) {
      throw Failures.of(location(), e);
    } catch (RuntimeException e) {
      throw Failures.of(location(), e);
    }
  }

  private interface Attempt<T> {
    T run() throws SQLException;
  }

  private <T> T run(Attempt<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.run();
      } catch (SQLException | RuntimeException e) {
        if (!Failures.passing(e) || attempt == MOST_ATTEMPTS || !paused(1_000, 10_000)) {
          throw e instanceof RuntimeException r
              ? Failures.of(location(), r)
              : Failures.of(location(), (SQLException) e);
        }
      }
    }
  }

  @Override
  void migrate() {
    if (!look(handle -> Schema.isOurs(handle, Dialect.POSTGRESQL))) {
      throw Failures.unavailable(
          location(),
          "is a database of another program. Create one of its own for Morph, or name a schema of"
              + " its own with ?currentSchema=morph; nothing was changed",
          null);
    }
    try {
      Schema.migrate(pool, Dialect.POSTGRESQL);
    } catch (SQLException e) {
      throw Failures.of(location(), e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
