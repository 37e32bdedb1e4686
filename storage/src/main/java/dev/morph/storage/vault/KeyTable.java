package dev.morph.storage.vault;

import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Dialect;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The rows of the data keys. Safe for several threads. */
final class KeyTable {
  private final Database database;

  KeyTable(Database database) {
    this.database = database;
  }

  /** All of them, the oldest key first. */
  List<KeyRow> all() {
    return database.read(KeyTable::all);
  }

  private static List<KeyRow> all(Handle handle) {
    return all(handle, "");
  }

  private static List<KeyRow> all(Handle handle, String lock) {
    return handle
        .createQuery("SELECT * FROM vault_keys ORDER BY seq, copy" + lock)
        .map((row, context) ->
            new KeyRow(
                row.getLong("seq"),
                row.getLong("copy"),
                row.getString("id"),
                row.getString("master_id"),
                row.getBytes("wrapped")))
        .list();
  }

  /**
   * What makes sure, within the transaction that writes secrets, that their key is there still, and
   * that none of the keys goes until the transaction ends.
   */
  Database.Work<Boolean> unchanged(List<KeyRow> expected) {
    List<String> names = names(expected);
    String lock = database.dialect() == Dialect.POSTGRESQL ? " FOR SHARE" : "";
    return handle -> names(all(handle, lock)).equals(names);
  }

  private static List<String> names(List<KeyRow> rows) {
    return rows.stream().map(KeyRow::name).toList();
  }

  /**
   * Takes rows away and adds others, in one transaction.
   *
   * @param expected all rows as they were seen
   * @return false if they are not so any more; then nothing was done
   */
  boolean replace(List<KeyRow> expected, List<KeyRow> remove, List<KeyRow> add) {
    return database.write(handle -> {
      lock(handle);
      if (!all(handle).equals(expected)) {
        return false;
      }
      for (KeyRow row : remove) {
        delete(handle, row);
      }
      for (KeyRow row : add) {
        handle
            .createUpdate("INSERT INTO vault_keys VALUES (:seq, :copy, :id, :master, :wrapped)")
            .bind("seq", row.seq())
            .bind("copy", row.copy())
            .bind("id", row.id())
            .bind("master", row.masterId())
            .bind("wrapped", row.wrapped())
            .execute();
      }
      return true;
    });
  }

  /** Takes the copies of a key away if no secret names it. */
  boolean removeIfUnused(String keyId, List<KeyRow> copies) {
    return database.write(handle -> {
      lock(handle);
      // those who write secrets hold the rows, so what they have written is seen after this
      List<KeyRow> unused = all(handle, database.dialect().forUpdate());
      boolean used =
          handle
              .createQuery("SELECT 1 FROM secrets WHERE key_id = :key LIMIT 1")
              .bind("key", keyId)
              .mapTo(Integer.class)
              .findFirst()
              .isPresent();
      if (!used) {
        copies.forEach(row -> delete(handle, row));
      }
      return !used;
    });
  }

  private static void delete(Handle handle, KeyRow row) {
    handle
        .createUpdate("DELETE FROM vault_keys WHERE seq = :seq AND copy = :copy")
        .bind("seq", row.seq())
        .bind("copy", row.copy())
        .execute();
  }

  private void lock(Handle handle) {
    if (database.dialect() == Dialect.POSTGRESQL) {
      handle.execute("LOCK TABLE vault_keys IN SHARE ROW EXCLUSIVE MODE");
    }
  }
}
