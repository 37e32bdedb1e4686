package dev.morph.storage.data;

import dev.morph.storage.sql.Cursor;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Ids;
import dev.morph.storage.sql.Times;
import dev.morph.storage.sql.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Conversations and their messages as rows. */
final class SqlConversations implements ConversationService {
  private static final String OWN = " WHERE user_id = :user AND group_id = :group";

  private final Database database;

  SqlConversations(Database database) {
    this.database = database;
  }

  @Override
  public Conversation create(Owner owner, ConversationFields fields) {
    String title = fields.title();
    if (title == null) {
      throw Fields.invalid("title: a conversation has a title");
    }
    Instant now = Times.whole(Instant.now());
    Conversation made =
        new Conversation(Ids.next(), title, fields.spaceId(), fields.messages(), now, now);
    database.change(handle -> {
      Rows.own(
              handle.createUpdate(
                  "INSERT INTO conversations (id, user_id, group_id, space_id, title, words,"
                      + " created_at, updated_at) VALUES (:id, :user, :group, :space, :title,"
                      + " :words, :now, :now)"),
              owner)
          .bind("id", made.id())
          .bind("space", made.spaceId())
          .bind("title", title)
          .bind("words", Words.column(title))
          .bind("now", Times.micros(now))
          .execute();
      add(handle, made.id(), 0, fields.messages());
    });
    return made;
  }

  private static void add(Handle handle, String id, long last, List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO messages (conversation_id, seq, role, text, at) VALUES (?, ?, ?, ?, ?)");
    long seq = last;
    for (Message message : messages) {
      batch.add(id, ++seq, message.role(), message.text(), Times.micros(message.at()));
    }
    batch.execute();
  }

  @Override
  public Optional<Conversation> find(Owner owner, String id) {
    return Rows.isId(id) ? database.read(handle -> find(handle, owner, id)) : Optional.empty();
  }

  private static Optional<Conversation> find(Handle handle, Owner owner, String id) {
    List<Message> messages = messages(handle, id);
    return Rows.own(
            handle.createQuery("SELECT * FROM conversations" + OWN + " AND id = :id"), owner)
        .bind("id", id)
        .map((row, context) -> conversation(row, messages))
        .findFirst();
  }

  private static List<Message> messages(Handle handle, String id) {
    return handle
        .createQuery("SELECT role, text, at FROM messages WHERE conversation_id = :id ORDER BY seq")
        .bind("id", id)
        .map((row, context) ->
            new Message(row.getString(1), row.getString(2), Times.instant(row.getLong(3))))
        .list();
  }

  @Override
  public Page<Conversation> list(Owner owner, ConversationFilter filter) {
    Map<String, Object> values = new HashMap<>();
    StringBuilder sql = new StringBuilder("SELECT * FROM conversations" + OWN);
    if (filter.spaceId() != null) {
      sql.append(" AND space_id = :space");
      values.put("space", filter.spaceId());
    }
    if (filter.cursor() != null) {
      sql.append(" AND id < :after");
      values.put("after", Fields.place(ConversationFilter.LIST, filter.cursor()));
    }
    if (filter.text() != null
        && !Rows.hasWords(database, "conversations", filter.text(), sql, values)) {
      return new Page<>(List.of(), null);
    }
    sql.append(" ORDER BY id DESC LIMIT ").append(filter.limit() + 1);
    List<Conversation> found =
        database.read(handle ->
            Rows.own(handle.createQuery(sql.toString()), owner)
                .bindMap(values)
                .map((row, context) -> conversation(row, null))
                .list());
    return Page.of(found, filter.limit(), item -> Cursor.of(ConversationFilter.LIST, item.id()));
  }

  @Override
  public Optional<Conversation> update(Owner owner, String id, ConversationFields changes) {
    if (!Rows.isId(id)) {
      return Optional.empty();
    }
    return database.write(handle -> {
      String title = changes.title();
      // changing the row first also keeps others from adding messages meanwhile
      int rows =
          Rows.own(
                  handle.createUpdate(
                      "UPDATE conversations SET updated_at = :now"
                          + (title == null ? "" : ", title = :title, words = :words")
                          + OWN
                          + " AND id = :id"),
                  owner)
              .bind("now", Times.micros(Instant.now()))
              .bind("title", title)
              .bind("words", title == null ? "" : Words.column(title))
              .bind("id", id)
              .execute();
      if (rows == 0) {
        return Optional.empty();
      }
      add(handle, id, last(handle, id), changes.messages());
      return find(handle, owner, id);
    });
  }

  private static long last(Handle handle, String id) {
    return handle
        .createQuery("SELECT COALESCE(MAX(seq), 0) FROM messages WHERE conversation_id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .one();
  }

  private static Conversation conversation(ResultSet row, @Nullable List<Message> messages)
      throws SQLException {
    return new Conversation(
        row.getString("id"),
        row.getString("title"),
        row.getString("space_id"),
        messages,
        Times.instant(row.getLong("created_at")),
        Times.instant(row.getLong("updated_at")));
  }
}
