package dev.morph.storage.data;

import dev.morph.base.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a list shows; null narrows nothing.
 *
 * @param text words that title or description must all have
 * @param limit 1 to 200
 * @param cursor {@code nextCursor} of the page before
 */
public record TaskFilter(
    @Nullable TaskStatus status,
    @Nullable String label,
    @Nullable String spaceId,
    @Nullable String text,
    int limit,
    @Nullable String cursor) {
  static final String LIST = "tasks";
  private static final Set<String> NAMES =
      Set.of("status", "label", "space_id", "text", "limit", "cursor");
  static final int TEXT_CHARACTERS = 1_000;

  /** All tasks. */
  public static final TaskFilter ALL = new TaskFilter(null, null, null, null, Page.DEFAULT, null);

  /**
   * @throws IllegalArgumentException if the limit is out of its range
   */
  public TaskFilter {
    if (limit < 1 || limit > Page.MOST) {
      throw new IllegalArgumentException("a limit is 1 to " + Page.MOST + ", not " + limit);
    }
  }

  /**
   * Reads the filter of {@code list-tasks}.
   *
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public static TaskFilter fromJson(JsonValue json) {
    Fields fields = Fields.of(json, "filter of tasks", NAMES);
    String status = fields.optionalWord("status", TaskStatus.WORDS);
    fields.cursor(LIST);
    return new TaskFilter(
        status == null ? null : TaskStatus.of(status),
        fields.optionalText("label", TaskFields.LABEL_CHARACTERS),
        fields.optionalText("space_id", TaskFields.ID_CHARACTERS),
        fields.optionalText("text", TEXT_CHARACTERS),
        fields.limit(),
        fields.optionalText("cursor", 1_000));
  }
}
