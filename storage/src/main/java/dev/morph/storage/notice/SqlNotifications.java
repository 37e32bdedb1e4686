package dev.morph.storage.notice;

import dev.morph.base.ExtensionId;
import dev.morph.storage.data.Fields;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.Page;
import dev.morph.storage.sql.Cursor;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Ids;
import dev.morph.storage.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notifications as rows of a database, which the caller closes. */
public final class SqlNotifications implements NotificationService {
  private static final String LIST = "notifications";
  private static final String OWN = " WHERE user_id = :user AND group_id = :group";

  private final Database database;

  /** Those of this database. */
  public SqlNotifications(Database database) {
    this.database = database;
  }

  @Override
  public Notification add(Owner owner, ExtensionId sender, NotificationFields fields) {
    Notification made =
        new Notification(Ids.next(), sender, fields, Times.whole(Instant.now()), null);
    database.change(handle ->
        handle.execute(
            "INSERT INTO notifications (id, user_id, group_id, extension_id, title, text,"
                + " level, link, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            made.id(),
            owner.userId(),
            owner.groupId(),
            sender.value(),
            fields.title(),
            fields.text(),
            fields.level().word(),
            fields.link(),
            Times.micros(made.at())));
    return made;
  }

  @Override
  public Page<Notification> list(
      Owner owner, boolean unreadOnly, int limit, @Nullable String cursor) {
    if (limit < 1 || limit > Page.MOST) {
      throw Fields.invalid("limit: found " + limit + "; 1 to " + Page.MOST + " is accepted");
    }
    String after = cursor == null ? "" : place(cursor);
    String sql =
        "SELECT * FROM notifications"
            + OWN
            + (unreadOnly ? " AND read_at IS NULL" : "")
            + (cursor == null ? "" : " AND id < :after")
            + " ORDER BY id DESC LIMIT :limit";
    List<Notification> found =
        database.read(handle ->
            handle
                .createQuery(sql)
                .bind("user", owner.userId())
                .bind("group", owner.groupId())
                .bind("after", after)
                .bind("limit", limit + 1)
                .map((row, context) -> notification(row))
                .list());
    return Page.of(found, limit, item -> Cursor.of(LIST, item.id()));
  }

  private static String place(String cursor) {
    return Cursor.place(LIST, cursor)
        .orElseThrow(
            () -> Fields.invalid("cursor: the next_cursor of an earlier answer is accepted"));
  }

  private static Notification notification(ResultSet row) throws SQLException {
    long readAt = row.getLong("read_at");
    boolean unread = row.wasNull();
    return new Notification(
        row.getString("id"),
        new ExtensionId(row.getString("extension_id")),
        new NotificationFields(
            row.getString("title"),
            row.getString("text"),
            NotificationLevel.of(row.getString("level")),
            row.getString("link")),
        Times.instant(row.getLong("at")),
        unread ? null : Times.instant(readAt));
  }

  @Override
  public boolean markRead(Owner owner, String id) {
    return change(owner, id, "UPDATE notifications SET read_at = COALESCE(read_at, :now)" + OWN);
  }

  @Override
  public boolean remove(Owner owner, String id) {
    return change(owner, id, "DELETE FROM notifications" + OWN);
  }

  private boolean change(Owner owner, String id, String sql) {
    if (id.indexOf(0) >= 0) {
      return false;
    }
    return database.write(handle ->
        handle
            .createUpdate(sql + " AND id = :id")
            .bind("now", Times.micros(Instant.now()))
            .bind("user", owner.userId())
            .bind("group", owner.groupId())
            .bind("id", id)
            .execute())
        == 1;
  }
}
