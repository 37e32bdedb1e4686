package dev.morph.storage;

import dev.morph.storage.event.EventQueue;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.StoreLocation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reaches behind a store, as somebody would who can write into its database. */
public final class RawStore {
  private RawStore() {}

  /** A connection of one's own. */
  public static Connection connect(StoreSettings settings) throws SQLException {
    return switch (settings.location()) {
      case StoreLocation.SqliteFile file ->
          DriverManager.getConnection("jdbc:sqlite:" + file.file());
      case StoreLocation.Postgres server ->
          DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
      case StoreLocation.Memory memory ->
          throw new IllegalArgumentException("nobody else sees a store in memory");
    };
  }

  /** The database itself, for what is made over it. */
  public static Database database(Store store) {
    return store.database();
  }

  /** Events by a clock of the test's. */
  public static EventQueue events(Store store, int capacity, InstantSource clock) {
    return new EventQueue(store.database(), capacity, clock);
  }

  /** One number. */
  public static long count(Store store, String sql) {
    return store.database().read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  /** What processes of AuditHammer say of the rows that are there. */
  public static Set<String> acknowledged(Store store) {
    String sql =
        "SELECT 'row ' || chain || ' ' || seq || ' ' || hash FROM extension_executions UNION ALL"
            + " SELECT 'task ' || id FROM tasks";
    return store
        .database()
        .read(handle -> new HashSet<>(handle.createQuery(sql).mapTo(String.class).list()));
  }

  /** Runs statements within the store's own connection. */
  public static void execute(Store store, String... statements) {
    store
        .database()
        .change(handle -> {
          for (String sql : statements) {
            handle.execute(sql);
          }
        });
  }

  /** The file may not grow any more. */
  static void limitPages(Store store) {
    Database database = store.database();
    database.change(
        handle -> handle.createQuery("PRAGMA max_page_count = 80").mapTo(Long.class).one());
  }

  /** The columns that hold data, by table, sorted; as the database says them. */
  static Map<String, List<String>> columns(Store store) {
    String sql =
        switch (store.database().dialect()) {
          case SQLITE ->
              "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE"
                  + " t.type = 'table' AND t.name NOT LIKE '%search%' AND t.name NOT LIKE 'sqlite%'"
                  + " AND c.name <> 'rid'";
          case POSTGRESQL ->
              "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema ="
                  + " current_schema()";
        };
    Map<String, List<String>> columns = new TreeMap<>();
    store
        .database()
        .read(handle ->
            handle
                .createQuery(sql)
                .map((row, context) -> List.of(row.getString(1), row.getString(2)))
                .list())
        .forEach(
            pair -> columns.computeIfAbsent(pair.get(0), t -> new ArrayList<>()).add(pair.get(1)));
    columns.keySet().removeAll(List.of("store_info", "flyway_schema_history"));
    columns.values().forEach(names -> names.sort(null));
    return columns;
  }

  static List<String> schema(Store store) {
    return store
        .database()
        .read(handle ->
            handle
                .createQuery("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
                .mapTo(String.class)
                .list());
  }

  /** A user of the server who must give a password over the network, while this is open. */
  static final class AskingForPasswords implements AutoCloseable {
    private final StoreSettings settings;

    AskingForPasswords(StoreSettings settings) throws SQLException {
      this.settings = settings;
      configure("scram-sha-256");
    }

    /** The server trusts everybody of this machine, as the file with its rules says. */
    private void configure(String method) throws SQLException {
      try (Connection raw = connect(settings);
          Statement statement = raw.createStatement()) {
        statement.execute("DROP ROLE IF EXISTS guarded");
        statement.execute("CREATE ROLE guarded LOGIN PASSWORD 'right-one'");
        var rows = statement.executeQuery("SHOW hba_file");
        rows.next();
        java.nio.file.Path rules = java.nio.file.Path.of(rows.getString(1));
        String others =
            String.join(
                "\n",
                java.nio.file.Files.readAllLines(rules).stream()
                    .filter(line -> !line.contains(" guarded "))
                    .toList());
        java.nio.file.Files.writeString(
            rules,
            "host all guarded 0.0.0.0/0 "
                + method
                + "\nhost all guarded ::/0 "
                + method
                + "\n"
                + others
                + "\n");
        statement.execute("SELECT pg_reload_conf()");
        Thread.sleep(300);
      } catch (java.io.IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    String address(String password) {
      StoreLocation.Postgres server = (StoreLocation.Postgres) settings.location();
      return server.toString().replace("postgresql://", "postgresql://guarded:" + password + "@");
    }

    @Override
    public void close() throws SQLException {
      try (Connection raw = connect(settings);
          Statement statement = raw.createStatement()) {
        statement.execute("DROP ROLE guarded");
      }
    }
  }
}
