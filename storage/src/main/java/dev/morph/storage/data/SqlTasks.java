package dev.morph.storage.data;

import dev.morph.storage.sql.Cursor;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Ids;
import dev.morph.storage.sql.Times;
import dev.morph.storage.sql.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Tasks as rows. */
final class SqlTasks implements TaskService {
  private static final String OWN = " WHERE user_id = :user AND group_id = :group";

  private final Database database;

  SqlTasks(Database database) {
    this.database = database;
  }

  @Override
  public Task create(Owner owner, TaskFields fields) {
    Instant now = Times.whole(Instant.now());
    Task task = new Task(Ids.next(), fields, now, now);
    database.change(handle -> {
      bind(
              handle.createUpdate(
                  "INSERT INTO tasks (id, user_id, group_id, space_id, title, description,"
                      + " status, priority, due, labels, source, words, created_at, updated_at)"
                      + " VALUES (:id, :user, :group, :space, :title, :description, :status,"
                      + " :priority, :due, :labels, :source, :words, :created, :updated)"),
              owner,
              task)
          .execute();
      addLabels(handle, task);
    });
    return task;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Owner owner, Task task) {
    TaskFields fields = task.fields();
    return Rows.own(statement, owner)
        .bind("id", task.id())
        .bind("space", fields.spaceId())
        .bind("title", fields.title())
        .bind("description", fields.description())
        .bind("status", fields.status().word())
        .bind("priority", fields.priority())
        .bind("due", fields.dueText())
        .bind("labels", Rows.texts(fields.labels()))
        .bind("source", fields.source())
        .bind(
            "words",
            Words.column(fields.title(), fields.description() == null ? "" : fields.description()))
        .bind("created", Times.micros(task.createdAt()))
        .bind("updated", Times.micros(task.updatedAt()));
  }

  private static void addLabels(Handle handle, Task task) {
    for (String label : task.fields().labels()) {
      handle.execute("INSERT INTO task_labels (task_id, label) VALUES (?, ?)", task.id(), label);
    }
  }

  @Override
  public Optional<Task> find(Owner owner, String id) {
    return Rows.isId(id) ? database.read(handle -> find(handle, owner, id, "")) : Optional.empty();
  }

  private static Optional<Task> find(Handle handle, Owner owner, String id, String lock) {
    return Rows.own(handle.createQuery("SELECT * FROM tasks" + OWN + " AND id = :id" + lock), owner)
        .bind("id", id)
        .map((row, context) -> task(row))
        .findFirst();
  }

  @Override
  public Page<Task> list(Owner owner, TaskFilter filter) {
    Map<String, Object> values = new HashMap<>();
    StringBuilder sql = new StringBuilder("SELECT * FROM tasks" + OWN);
    if (filter.status() != null) {
      sql.append(" AND status = :status");
      values.put("status", filter.status().word());
    }
    if (filter.spaceId() != null) {
      sql.append(" AND space_id = :space");
      values.put("space", filter.spaceId());
    }
    if (filter.label() != null) {
      sql.append(" AND id IN (SELECT task_id FROM task_labels WHERE label = :label)");
      values.put("label", filter.label());
    }
    if (filter.cursor() != null) {
      sql.append(" AND id < :after");
      values.put("after", Fields.place(TaskFilter.LIST, filter.cursor()));
    }
    if (filter.text() != null && !Rows.hasWords(database, "tasks", filter.text(), sql, values)) {
      return new Page<>(List.of(), null);
    }
    sql.append(" ORDER BY id DESC LIMIT ").append(filter.limit() + 1);
    List<Task> found =
        database.read(handle ->
            Rows.own(handle.createQuery(sql.toString()), owner)
                .bindMap(values)
                .map((row, context) -> task(row))
                .list());
    return Page.of(found, filter.limit(), task -> Cursor.of(TaskFilter.LIST, task.id()));
  }

  @Override
  public Optional<Task> update(Owner owner, String id, TaskChanges changes) {
    if (!Rows.isId(id)) {
      return Optional.empty();
    }
    return database.write(handle -> {
      Task before = find(handle, owner, id, database.dialect().forUpdate()).orElse(null);
      return before == null
          ? Optional.empty()
          : Optional.of(update(handle, owner, before, changes));
    });
  }

  private static Task update(Handle handle, Owner owner, Task before, TaskChanges changes) {
    Task after =
        new Task(
            before.id(),
            changes.applyTo(before.fields()),
            before.createdAt(),
            Times.whole(Instant.now()));
    bind(
            handle.createUpdate(
                "UPDATE tasks SET space_id = :space, title = :title, description = :description,"
                    + " status = :status, priority = :priority, due = :due, labels = :labels,"
                    + " source = :source, words = :words, updated_at = :updated"
                    + OWN
                    + " AND id = :id"),
            owner,
            after)
        .execute();
    handle.execute("DELETE FROM task_labels WHERE task_id = ?", after.id());
    addLabels(handle, after);
    return after;
  }

  private static Task task(ResultSet row) throws SQLException {
    TaskFields fields =
        new TaskFields(
            row.getString("title"),
            row.getString("description"),
            TaskStatus.of(row.getString("status")),
            number(row, "priority"),
            time(row.getString("due")),
            Rows.texts(row.getString("labels")),
            row.getString("source"),
            row.getString("space_id"));
    return new Task(
        row.getString("id"),
        fields,
        Times.instant(row.getLong("created_at")),
        Times.instant(row.getLong("updated_at")));
  }

  private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? null : number;
  }

  private static @Nullable OffsetDateTime time(@Nullable String text) {
    return text == null ? null : OffsetDateTime.parse(text);
  }
}
