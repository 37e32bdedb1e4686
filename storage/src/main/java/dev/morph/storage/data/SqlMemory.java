package dev.morph.storage.data;

import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Ids;
import dev.morph.storage.sql.Times;
import dev.morph.storage.sql.Words;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Memory as rows. */
final class SqlMemory implements MemoryService {
  private final Database database;

  SqlMemory(Database database) {
    this.database = database;
  }

  @Override
  public MemoryEntry put(Owner owner, MemoryFields fields) {
    MemoryEntry entry =
        new MemoryEntry(Ids.next(), fields.text(), fields.tags(), Times.whole(Instant.now()));
    database.write(handle ->
        Rows.own(
                handle.createUpdate(
                    "INSERT INTO memories (id, user_id, group_id, text, tags, words, at) VALUES"
                        + " (:id, :user, :group, :text, :tags, :words, :at)"),
                owner)
            .bind("id", entry.id())
            .bind("text", entry.text())
            .bind("tags", Rows.texts(entry.tags()))
            .bind("words", Words.column(entry.text(), String.join(" ", entry.tags())))
            .bind("at", Times.micros(entry.at()))
            .execute());
    return entry;
  }

  @Override
  public List<MemoryEntry> search(Owner owner, MemoryQuery query) {
    Map<String, Object> values = new HashMap<>();
    StringBuilder sql =
        new StringBuilder("SELECT * FROM memories WHERE user_id = :user AND group_id = :group");
    if (!Rows.hasWords(database, "memories", query.text(), sql, values)) {
      return List.of();
    }
    sql.append(" ORDER BY id DESC LIMIT ").append(query.limit());
    return database.read(handle ->
        Rows.own(handle.createQuery(sql.toString()), owner)
            .bindMap(values)
            .map((row, context) ->
                new MemoryEntry(
                    row.getString("id"),
                    row.getString("text"),
                    Rows.texts(row.getString("tags")),
                    Times.instant(row.getLong("at"))))
            .list());
  }
}
