package dev.morph.storage.data;

import dev.morph.base.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations a list shows; null narrows nothing.
 *
 * @param text words that the title must all have
 * @param limit 1 to 200
 * @param cursor {@code nextCursor} of the page before
 */
public record ConversationFilter(
    @Nullable String spaceId, @Nullable String text, int limit, @Nullable String cursor) {
  static final String LIST = "conversations";
  private static final Set<String> NAMES = Set.of("space_id", "text", "limit", "cursor");

  /** All conversations. */
  public static final ConversationFilter ALL =
      new ConversationFilter(null, null, Page.DEFAULT, null);

  /**
   * @throws IllegalArgumentException if the limit is out of its range
   */
  public ConversationFilter {
    if (limit < 1 || limit > Page.MOST) {
      throw new IllegalArgumentException("a limit is 1 to " + Page.MOST + ", not " + limit);
    }
  }

  /**
   * Reads the filter of {@code list-conversations}.
   *
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public static ConversationFilter fromJson(JsonValue json) {
    Fields fields = Fields.of(json, "filter of conversations", NAMES);
    fields.cursor(LIST);
    return new ConversationFilter(
        fields.optionalText("space_id", TaskFields.ID_CHARACTERS),
        fields.optionalText("text", TaskFilter.TEXT_CHARACTERS),
        fields.limit(),
        fields.optionalText("cursor", 1_000));
  }
}
