package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.storage.Store;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.Page;
import dev.morph.storage.data.Task;
import dev.morph.storage.data.TaskFields;
import dev.morph.storage.data.TaskFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the commands of {@code morph tasks} do. */
final class TasksActions {
  private final Terminal terminal;
  private final boolean json;

  TasksActions(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  int list(TasksCommand.Filter options, PageMixin part, OwnerMixin given) {
    Owner owner = CliStore.owner(given);
    TaskFilter filter = CliStore.asked(() -> filter(options, part));
    try (Store store = CliStore.open(terminal)) {
      Page<Task> page = CliStore.asked(() -> store.tasks().list(owner, filter));
      if (json) {
        terminal.document(page.toJson(Task::toJson));
      } else {
        table(page.items()).print(terminal);
        CliStore.sayMore(terminal, page);
      }
      return 0;
    }
  }

  private static TaskFilter filter(TasksCommand.Filter options, PageMixin part) {
    JsonObject.Builder filter =
        JsonObject.builder().put("limit", JsonNumber.of((long) part.limit()));
    put(filter, "status", options.status);
    put(filter, "label", options.label);
    put(filter, "text", options.text);
    put(filter, "cursor", part.cursor());
    return TaskFilter.fromJson(filter.build());
  }

  private static void put(JsonObject.Builder filter, String name, @Nullable String value) {
    if (value != null) {
      filter.put(name, value);
    }
  }

  private static Table table(List<Task> tasks) {
    Table table = new Table("ID", "STATUS", "PRIORITY", "DUE", "TITLE", "LABELS");
    for (Task task : tasks) {
      TaskFields fields = task.fields();
      table.row(
          task.id(),
          fields.status().word(),
          fields.priority() == null ? "" : fields.priority().toString(),
          fields.due() == null ? "" : fields.due().toString(),
          fields.title(),
          String.join(", ", fields.labels()));
    }
    return table;
  }

  int show(String id, OwnerMixin given) {
    Owner owner = CliStore.owner(given);
    try (Store store = CliStore.open(terminal)) {
      Task task =
          store
              .tasks()
              .find(owner, id)
              .orElseThrow(() ->
                  new MorphException(
                      ErrorCode.NOT_FOUND,
                      "there is no task "
                          + id
                          + " of this owner; `morph tasks list` shows those that are there"));
      if (json) {
        terminal.document(task.toJson());
      } else {
        terminal.fields(task.toJson());
      }
      return 0;
    }
  }
}
