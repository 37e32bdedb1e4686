package dev.morph.storage.data;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user or a guest says of a task.
 *
 * @param title 1 to 1,000 characters
 * @param description at most 100,000 characters
 * @param priority 1 (highest) to 4, or null
 * @param labels at most 50 different texts of 1 to 100 characters
 * @param source where it came from, at most 1,000 characters
 * @param spaceId the space that it belongs to
 */
public record TaskFields(
    String title,
    @Nullable String description,
    TaskStatus status,
    @Nullable Integer priority,
    @Nullable OffsetDateTime due,
    List<String> labels,
    @Nullable String source,
    @Nullable String spaceId) {
  static final Set<String> NAMES =
      Set.of("title", "description", "status", "priority", "due", "labels", "source", "space_id");
  static final int ID_CHARACTERS = 200;

  private static final int TITLE_CHARACTERS = 1_000;
  private static final int DESCRIPTION_CHARACTERS = 100_000;
  private static final int LABELS = 50;
  static final int LABEL_CHARACTERS = 100;

  /**
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public TaskFields {
    labels = labels.stream().distinct().toList();
    Fields.check("title", title, 1, TITLE_CHARACTERS);
    Fields.check("description", description, 0, DESCRIPTION_CHARACTERS);
    Fields.check("labels", labels, LABELS, LABEL_CHARACTERS);
    Fields.check("source", source, 0, TITLE_CHARACTERS);
    Fields.check("space_id", spaceId, 0, ID_CHARACTERS);
    if (priority != null && (priority < 1 || priority > 4)) {
      throw Fields.invalid("priority: found " + priority + "; 1 to 4 is accepted");
    }
  }

  /**
   * Reads the parameters of {@code create-task}. Without {@code status} a task is open.
   *
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public static TaskFields fromJson(JsonValue json) {
    Fields fields = Fields.of(json, "task", NAMES);
    String status = fields.optionalWord("status", TaskStatus.WORDS);
    return new TaskFields(
        fields.text("title", TITLE_CHARACTERS),
        fields.optionalText("description", DESCRIPTION_CHARACTERS),
        status == null ? TaskStatus.OPEN : TaskStatus.of(status),
        fields.optionalInt("priority", 1, 4),
        fields.optionalTime("due"),
        fields.texts("labels", LABELS, LABEL_CHARACTERS),
        fields.optionalText("source", TITLE_CHARACTERS),
        fields.optionalText("space_id", ID_CHARACTERS));
  }

  /** The fields that are there. */
  public JsonObject toJson() {
    return into(JsonObject.builder()).build();
  }

  JsonObject.Builder into(JsonObject.Builder json) {
    json.put("title", title);
    if (description != null) {
      json.put("description", description);
    }
    json.put("status", status.word());
    if (priority != null) {
      json.put("priority", JsonNumber.of((long) priority));
    }
    if (due != null) {
      json.put("due", text(due));
    }
    if (!labels.isEmpty()) {
      json.put("labels", new JsonArray(labels.stream().<JsonValue>map(JsonString::new).toList()));
    }
    if (source != null) {
      json.put("source", source);
    }
    if (spaceId != null) {
      json.put("space_id", spaceId);
    }
    return json;
  }

  @Nullable String dueText() {
    return due == null ? null : text(due);
  }

  private static String text(OffsetDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }
}
