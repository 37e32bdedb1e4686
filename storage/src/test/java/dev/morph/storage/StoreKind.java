package dev.morph.storage;

import dev.morph.testkit.NotRun;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The stores that one suite runs on. */
public enum StoreKind {
  FILE,
  MEMORY,
  POSTGRESQL;

  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** The server of this run, started once; it ends with the process. */
  private static final class Server {
    static @Nullable EmbeddedPostgres running;
    static @Nullable Exception failure;

    static {
      try {
        running = EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      } catch (IOException | RuntimeException e) {
        failure = e;
      }
    }
  }

  /** A store that nobody has used; that of a file is {@code store.db} in the folder. */
  public Store open(Path folder) {
    return Store.open(settings(folder));
  }

  /** Where a store would be that nobody has used. */
  public StoreSettings settings(Path folder) {
    return switch (this) {
      case FILE -> StoreSettings.file(folder.resolve("store.db"));
      case MEMORY -> StoreSettings.memory();
      case POSTGRESQL -> StoreSettings.of(newDatabase(), folder);
    };
  }

  /** The address of a database without tables, on the server of this run. */
  public static String newDatabase() {
    EmbeddedPostgres server = Server.running;
    if (server == null) {
      throw NotRun.because(
          "the store on PostgreSQL", "its embedded server does not start: " + Server.failure);
    }
    String name = "store_" + DATABASES.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "postgresql://postgres:postgres@localhost:" + server.getPort() + "/" + name;
  }
}
