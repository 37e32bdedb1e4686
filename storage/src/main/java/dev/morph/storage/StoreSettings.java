package dev.morph.storage;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.storage.sql.StoreLocation;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is and how it is used. Immutable. Its text never has a password.
 *
 * @param location a file, a server's database, or memory
 * @param artifacts the folder of the extensions' binaries; absolute; null for a store in memory,
 *     which keeps them there
 * @param busyTime how long a write may wait for others; positive
 * @param connections connections to a server at the most; 2 to 1,000
 * @param eventCapacity events that may wait for one subscriber; 1 or more
 */
public record StoreSettings(
    StoreLocation location,
    @Nullable Path artifacts,
    Duration busyTime,
    int connections,
    int eventCapacity) {
  private static final Duration BUSY_TIME = Duration.ofSeconds(30);
  private static final int CONNECTIONS = 10;
  private static final int EVENTS = 10_000;
  private static final String ACCEPTED =
      "accepted are the path of a file, postgresql://user:password@host:port/database and"
          + " jdbc:postgresql://host/database";

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public StoreSettings {
    if (!busyTime.isPositive() || connections < 2 || connections > 1_000 || eventCapacity < 1) {
      throw new IllegalArgumentException(
          "a store needs a positive busy time, 2 to 1,000 connections and room for 1 event or more");
    }
    if (artifacts != null) {
      artifacts = artifacts.toAbsolutePath().normalize();
    }
  }

  /**
   * The settings of a path or an address, artifacts beside the file; for a server, in {@code
   * artifacts} of the given folder.
   *
   * @param text the path of a SQLite file, or {@code postgresql://} or {@code jdbc:postgresql://}
   * @param home where artifacts are kept if the store is a server's
   * @throws MorphException ({@code usage-invalid}) for anything else; the message says what is
   *     accepted
   */
  public static StoreSettings of(String text, Path home) {
    StoreLocation location = location(text);
    return location instanceof StoreLocation.SqliteFile file
        ? file(file.file())
        : of(location, home.resolve("artifacts"));
  }

  /** The same, a relative path being of the given folder. */
  public static StoreSettings of(String text, Path folder, Path home) {
    return location(text) instanceof StoreLocation.SqliteFile
        ? file(folder.resolve(text))
        : of(text, home);
  }

  /** The settings of a SQLite file, artifacts beside it. */
  public static StoreSettings file(Path file) {
    StoreLocation.SqliteFile location = new StoreLocation.SqliteFile(file);
    return of(location, location.file().resolveSibling("artifacts"));
  }

  /** Where it is, for people: never with a user or a password. */
  public String address() {
    return location.toString();
  }

  static StoreSettings memory() {
    return of(new StoreLocation.Memory(), null);
  }

  private static StoreSettings of(StoreLocation location, @Nullable Path artifacts) {
    return new StoreSettings(location, artifacts, BUSY_TIME, CONNECTIONS, EVENTS);
  }

  /** The same with another time that a write may wait for others. */
  public StoreSettings withBusyTime(Duration other) {
    return new StoreSettings(location, artifacts, other, connections, eventCapacity);
  }

  /** The same with another bound on connections to a server. */
  public StoreSettings withConnections(int other) {
    return new StoreSettings(location, artifacts, busyTime, other, eventCapacity);
  }

  /** The same with another bound on the events that wait for one subscriber. */
  public StoreSettings withEventCapacity(int other) {
    return new StoreSettings(location, artifacts, busyTime, connections, other);
  }

  private static StoreLocation location(String text) {
    if (text.startsWith("jdbc:postgresql:")) {
      return postgres(text.substring("jdbc:".length()));
    }
    if (text.startsWith("postgresql:") || text.startsWith("postgres:")) {
      return postgres(text);
    }
    int scheme = text.indexOf(':');
    // one letter before the colon is a drive of Windows
    boolean address =
        scheme > 1
            && (text.contains("://") || text.substring(0, scheme).matches("[a-z][a-z0-9+.-]*"));
    if (text.isBlank() || address) {
      throw invalid(
          "found " + (text.isBlank() ? "nothing" : "\"" + text.substring(0, scheme + 1) + "...\""));
    }
    try {
      return new StoreLocation.SqliteFile(Path.of(text));
    } catch (InvalidPathException e) {
      throw invalid("the path is not one: " + e.getReason());
    }
  }

  private static StoreLocation.Postgres postgres(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      // the text of the exception holds the whole URL
      throw invalid("the address is not a URL; percent-encode special characters of the password");
    }
    String path = uri.getRawPath();
    if (uri.getHost() == null || path == null || path.length() < 2) {
      throw invalid("the address names no host or no database");
    }
    String user = null;
    String password = null;
    if (uri.getRawUserInfo() != null) {
      String[] parts = uri.getRawUserInfo().split(":", 2);
      user = decoded(parts[0]);
      password = parts.length > 1 ? decoded(parts[1]) : null;
    }
    List<String> query = new ArrayList<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&")) {
        if (pair.startsWith("user=")) {
          user = decoded(pair.substring("user=".length()));
        } else if (pair.startsWith("password=")) {
          password = decoded(pair.substring("password=".length()));
        } else {
          query.add(pair);
        }
      }
    }
    String url =
        "jdbc:postgresql://"
            + uri.getHost()
            + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
            + path
            + (query.isEmpty() ? "" : "?" + String.join("&", query));
    return new StoreLocation.Postgres(url, user, password);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid("user or password of the address is not percent-encoded");
    }
  }

  private static MorphException invalid(String found) {
    return new MorphException(
        ErrorCode.USAGE_INVALID, "the store's address: " + found + "; " + ACCEPTED);
  }
}
