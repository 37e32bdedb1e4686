package dev.morph.storage.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;

/** The version of the tables, and how an older one becomes it. */
final class Schema {
  /** The version that this program knows: that of its last migration. */
  static final int CURRENT = 4;

  private static final String FOLDER = "dev/morph/storage/schema/";

  /** All of SQLite's. */
  private static final List<String> MIGRATIONS =
      List.of(
          "common/V1__tables.sql",
          "sqlite/V2__search.sql",
          "common/V3__vault_keys.sql",
          "common/V4__credentials.sql");

  private Schema() {}

  /** Brings the schema up to date; one query if it is. */
  static void ensure(Database database) {
    int found = database.look(handle -> version(handle, database.dialect()));
    if (found < CURRENT) {
      database.migrate();
      found = database.look(handle -> version(handle, database.dialect()));
    }
    if (found != CURRENT) {
      throw Failures.unavailable(
          database.location(),
          "has schema "
              + found
              + ", and this version of Morph knows "
              + CURRENT
              + ": a newer one has written it. Update Morph, or open another store; nothing was"
              + " changed",
          null);
    }
  }

  static boolean isCurrent(Database database) {
    return database.look(handle -> version(handle, database.dialect())) == CURRENT;
  }

  private static int version(Handle handle, Dialect dialect) throws SQLException {
    try {
      return version(handle);
    } catch (SQLException e) {
      // if it is there, either another process has just made it, or the fault is another one
      return hasTable(handle, dialect, "store_info") ? version(handle) : 0;
    }
  }

  private static int version(Handle handle) throws SQLException {
    try (var statement = handle.getConnection().createStatement();
        var row = statement.executeQuery("SELECT value FROM store_info WHERE name = 'schema'")) {
      if (!row.next()) {
        throw new SQLException("store_info does not say which schema it is");
      }
      return Integer.parseInt(row.getString(1));
    } catch (NumberFormatException e) {
      throw new SQLException("store_info does not say which schema it is", e);
    }
  }

  /** False for a database that another program has filled. */
  static boolean isOurs(Handle handle, Dialect dialect) {
    return hasTable(handle, dialect, "store_info") || firstTable(handle, dialect).isEmpty();
  }

  private static boolean hasTable(Handle handle, Dialect dialect, String name) {
    return handle
        .createQuery(tables(dialect) + " AND name = :name")
        .bind("name", name)
        .mapTo(String.class)
        .findFirst()
        .isPresent();
  }

  private static Optional<String> firstTable(Handle handle, Dialect dialect) {
    return handle
        .createQuery(
            tables(dialect) + " AND name <> 'flyway_schema_history' AND name NOT LIKE 'sqlite%'")
        .mapTo(String.class)
        .findFirst();
  }

  private static String tables(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> "SELECT name FROM sqlite_schema WHERE type = 'table'";
      case POSTGRESQL ->
          "SELECT name FROM (SELECT tablename AS name FROM pg_tables"
              + " WHERE schemaname = current_schema()) AS tables WHERE true";
    };
  }

  /** Applies what is missing, by Flyway. */
  static void migrate(DataSource source, Dialect dialect) throws SQLException {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:" + FOLDER + "common", "classpath:" + FOLDER + folder(dialect))
          .placeholders(dialect.placeholders())
          .failOnMissingLocations(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      SQLException sql = Failures.sql(e);
      throw sql != null ? sql : new SQLException("the schema cannot be brought up to date", e);
    }
  }

  /** Runs all migrations without Flyway, whose start would cost more than what they do. */
  static void create(Handle handle) throws SQLException {
    for (String script : MIGRATIONS) {
      try (var statement = handle.getConnection().createStatement()) {
        statement.executeUpdate(filled(script, Dialect.SQLITE.placeholders()));
      }
    }
  }

  private static String filled(String script, Map<String, String> placeholders) {
    try (InputStream in = Schema.class.getClassLoader().getResourceAsStream(FOLDER + script)) {
      if (in == null) {
        throw new IllegalStateException("the migration " + script + " is not among the resources");
      }
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> entry : placeholders.entrySet()) {
        sql = sql.replace("${" + entry.getKey() + "}", entry.getValue());
      }
      return sql;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String folder(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> "sqlite";
      case POSTGRESQL -> "postgresql";
    };
  }
}
