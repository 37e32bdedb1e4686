package dev.morph.storage.data;

import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;

/**
 * Changes of a task: fields that are named replace those of the task, null takes one away, the
 * others stay.
 */
public final class TaskChanges {
  private final JsonObject changes;

  private TaskChanges(JsonObject changes) {
    this.changes = changes;
  }

  /**
   * Reads the changes of {@code update-task}.
   *
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public static TaskChanges fromJson(JsonValue json) {
    Fields.of(json, "task", TaskFields.NAMES);
    TaskChanges changes = new TaskChanges((JsonObject) json);
    // any task shows what is wrong with the changes themselves
    TaskFields unused =
        changes.applyTo(TaskFields.fromJson(JsonObject.builder().put("title", "any").build()));
    return changes;
  }

  /** The fields of a task after the changes. */
  public TaskFields applyTo(TaskFields fields) {
    JsonObject.Builder merged = JsonObject.builder();
    fields.toJson().members().forEach(merged::put);
    changes.members().forEach(merged::put);
    if (changes.get("title") instanceof JsonNull) {
      throw Fields.invalid("title: a task keeps a title; null is not accepted");
    }
    if (changes.get("status") instanceof JsonNull) {
      throw Fields.invalid("status: a task keeps a status; null is not accepted");
    }
    return TaskFields.fromJson(merged.build());
  }
}
