package dev.morph.storage.secret;

import dev.morph.storage.data.Owner;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The secrets' rows: ciphertext in, ciphertext out. Safe for several threads. Each method throws
 * {@link dev.morph.base.MorphException} ({@code store-unavailable}) if nothing could be done.
 */
public final class SecretTable {
  private static final String KEY =
      " WHERE extension_id = :extension AND user_id = :user AND group_id = :group";
  private static final String ORDER = " ORDER BY extension_id, user_id, group_id, name";

  private final Database database;

  /**
   * The table of a database.
   *
   * @param database closed by the caller
   */
  public SecretTable(Database database) {
    this.database = database;
  }

  /** The secret of this name. */
  public Optional<SecretRow> find(String extensionId, Owner owner, String name) {
    if (extensionId.indexOf(0) >= 0 || name.indexOf(0) >= 0) {
      return Optional.empty();
    }
    return database.read(handle ->
        bind(
                handle.createQuery("SELECT * FROM secrets" + KEY + " AND name = :name"),
                extensionId,
                owner)
            .bind("name", name)
            .map((row, context) -> row(row))
            .findFirst());
  }

  /** Puts a secret in the place of the one of its name, if there is one. */
  public void put(SecretRow secret) {
    database.change(handle -> put(handle, secret));
  }

  private static void put(Handle handle, SecretRow secret) {
    bind(
            handle.createUpdate(
                "INSERT INTO secrets (extension_id, user_id, group_id, name, ciphertext, key_id,"
                    + " updated_at) VALUES (:extension, :user, :group, :name, :ciphertext, :key,"
                    + " :at) ON CONFLICT (extension_id, user_id, group_id, name) DO UPDATE SET"
                    + " ciphertext = excluded.ciphertext, key_id = excluded.key_id, updated_at ="
                    + " excluded.updated_at"),
            secret.extensionId(),
            secret.owner())
        .bind("name", secret.name())
        .bind("ciphertext", secret.ciphertext())
        .bind("key", secret.keyId())
        .bind("at", Times.micros(secret.updatedAt()))
        .execute();
  }

  /** How many other secrets its extension and owner have, within a transaction. */
  public static long countOfOthers(Handle handle, SecretRow secret) {
    return bind(
            handle.createQuery("SELECT count(*) FROM secrets" + KEY + " AND name <> :name"),
            secret.extensionId(),
            secret.owner())
        .bind("name", secret.name())
        .mapTo(Long.class)
        .one();
  }

  /** Takes a secret away; false if there is none of this name. */
  public boolean delete(String extensionId, Owner owner, String name) {
    if (extensionId.indexOf(0) >= 0 || name.indexOf(0) >= 0) {
      return false;
    }
    return database.write(handle ->
        bind(
                handle.createUpdate("DELETE FROM secrets" + KEY + " AND name = :name"),
                extensionId,
                owner)
            .bind("name", name)
            .execute())
        == 1;
  }

  /**
   * Puts a secret in the place of the one of its name, if a check within the same transaction says
   * so.
   *
   * @return what the check said
   */
  public boolean putIf(SecretRow secret, Database.Work<Boolean> check) {
    return database.write(handle -> {
      boolean may = check.in(handle);
      if (may) {
        put(handle, secret);
      }
      return may;
    });
  }

  /**
   * What was found.
   *
   * @param malformed rows with names that no secret can have: somebody edited them, nobody can ask
   *     for them
   */
  public record Listing<T>(List<T> found, int malformed) {
    public Listing {
      found = List.copyOf(found);
    }
  }

  /**
   * Goes through secrets by extension, owner and name.
   *
   * @param extensionId of this namespace alone; null for all
   * @param owner of this owner alone; null for all
   * @param use makes what is answered of each; may be asked twice for a row
   */
  public <T> Listing<T> list(
      @Nullable String extensionId, @Nullable Owner owner, Function<SecretRow, T> use) {
    String sql =
        "SELECT * FROM secrets WHERE true"
            + (extensionId == null ? "" : " AND extension_id = :extension")
            + (owner == null ? "" : " AND user_id = :user AND group_id = :group")
            + ORDER;
    Owner whose = owner == null ? Owner.NOBODY : owner;
    return database.read(handle -> {
      List<T> found = new ArrayList<>();
      int malformed = 0;
      try (ResultIterator<Optional<SecretRow>> rows =
          bind(handle.createQuery(sql), extensionId == null ? "" : extensionId, whose)
              .map((row, context) -> ifSound(row))
              .iterator()) {
        while (rows.hasNext()) {
          Optional<SecretRow> row = rows.next();
          row.ifPresent(sound -> found.add(use.apply(sound)));
          malformed += row.isEmpty() ? 1 : 0;
        }
      }
      return new Listing<>(found, malformed);
    });
  }

  /** The keys that secrets name. */
  public Set<String> keyIds() {
    return database.read(handle ->
        new TreeSet<>(
            handle.createQuery("SELECT DISTINCT key_id FROM secrets").mapTo(String.class).list()));
  }

  /** How many secrets name another key than this. */
  public long countOfOthers(String keyId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT count(*) FROM secrets WHERE key_id <> :key")
            .bind("key", keyId)
            .mapTo(Long.class)
            .one());
  }

  /**
   * What a step of {@link #rewrite} did.
   *
   * @param seen rows that it looked at; fewer than its limit if there are no more
   * @param changed how many of them have another key now
   */
  public record Step(int seen, int changed) {}

  /**
   * Puts secrets of a key through a function, in one transaction: if it throws, all are as they
   * were. Nobody else writes them meanwhile.
   *
   * @param skip so many of the key's rows are left out: those that earlier steps did not change
   * @param limit the most rows to look at
   * @param check what must be true within the transaction
   * @param change gives the row with another ciphertext and key, or nothing if it is to stay; may
   *     be asked twice for a row
   * @return empty if the check said no
   * @throws IllegalArgumentException if the function answers another secret's row
   */
  public Optional<Step> rewrite(
      String keyId,
      int skip,
      int limit,
      Database.Work<Boolean> check,
      Function<SecretRow, Optional<SecretRow>> change) {
    return database.write(handle -> {
      if (!check.in(handle)) {
        return Optional.empty();
      }
      List<Optional<SecretRow>> rows =
          handle
              .createQuery(
                  "SELECT * FROM secrets WHERE key_id = :key"
                      + ORDER
                      + " LIMIT :limit OFFSET :skip"
                      + database.dialect().forUpdate())
              .bind("key", keyId)
              .bind("limit", limit)
              .bind("skip", skip)
              .map((row, context) -> ifSound(row))
              .list();
      int changed = 0;
      for (Optional<SecretRow> before : rows) {
        Optional<SecretRow> after = before.flatMap(change);
        if (after.isPresent()) {
          requireSame(before.get(), after.get());
          seal(handle, after.get());
          changed++;
        }
      }
      return Optional.of(new Step(rows.size(), changed));
    });
  }

  private static void seal(Handle handle, SecretRow secret) {
    bind(
            handle.createUpdate(
                "UPDATE secrets SET ciphertext = :ciphertext, key_id = :key"
                    + KEY
                    + " AND name = :name"),
            secret.extensionId(),
            secret.owner())
        .bind("name", secret.name())
        .bind("ciphertext", secret.ciphertext())
        .bind("key", secret.keyId())
        .execute();
  }

  private static void requireSame(SecretRow before, SecretRow after) {
    if (!after.extensionId().equals(before.extensionId())
        || !after.owner().equals(before.owner())
        || !after.name().equals(before.name())) {
      throw new IllegalArgumentException(
          "a secret keeps its extension, owner and name; asked was " + before);
    }
  }

  private static <S extends SqlStatement<S>> S bind(S statement, String extensionId, Owner owner) {
    return statement
        .bind("extension", extensionId)
        .bind("user", owner.userId())
        .bind("group", owner.groupId());
  }

  private static SecretRow row(ResultSet row) throws SQLException {
    return new SecretRow(
        row.getString("extension_id"),
        new Owner(row.getString("user_id"), row.getString("group_id")),
        row.getString("name"),
        row.getBytes("ciphertext"),
        row.getString("key_id"),
        Times.instant(row.getLong("updated_at")));
  }

  /** Empty for a row with names that no secret can have. */
  private static Optional<SecretRow> ifSound(ResultSet row) throws SQLException {
    try {
      return Optional.of(row(row));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
