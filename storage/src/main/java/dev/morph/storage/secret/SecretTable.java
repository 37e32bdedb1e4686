package dev.morph.storage.secret;

import dev.morph.storage.data.Owner;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Dialect;
import dev.morph.storage.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The secrets' rows: ciphertext in, ciphertext out. Safe for several threads. Each method throws
 * {@link dev.morph.base.MorphException} ({@code store-unavailable}) if nothing could be done.
 */
public final class SecretTable {
  private static final String KEY =
      " WHERE extension_id = :extension AND user_id = :user AND group_id = :group";

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

  /** The secrets of an owner in a namespace, by name. */
  public List<SecretRow> list(String extensionId, Owner owner) {
    return database.read(handle ->
        bind(
                handle.createQuery("SELECT * FROM secrets" + KEY + " ORDER BY name"),
                extensionId,
                owner)
            .map((row, context) -> row(row))
            .list());
  }

  /**
   * Puts every secret through a function, in one transaction: if it throws, all are as they were.
   * Nobody else writes secrets meanwhile.
   *
   * @param change gives the row with another ciphertext and key; may be asked twice for a row
   * @return how many secrets there are
   * @throws IllegalArgumentException if the function answers another secret's row
   */
  public int rewriteAll(UnaryOperator<SecretRow> change) {
    return database.write(handle -> {
      if (database.dialect() == Dialect.POSTGRESQL) {
        handle.execute("LOCK TABLE secrets IN SHARE ROW EXCLUSIVE MODE");
      }
      List<SecretRow> rows =
          handle
              .createQuery("SELECT * FROM secrets ORDER BY extension_id, user_id, group_id, name")
              .map((row, context) -> row(row))
              .list();
      for (SecretRow before : rows) {
        SecretRow after = change.apply(before);
        if (!after.extensionId().equals(before.extensionId())
            || !after.owner().equals(before.owner())
            || !after.name().equals(before.name())) {
          throw new IllegalArgumentException(
              "a secret keeps its extension, owner and name; asked was " + before);
        }
        put(handle, after);
      }
      return rows.size();
    });
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
}
