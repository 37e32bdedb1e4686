package dev.morph.storage.data;

import dev.morph.base.json.JsonValue;
import java.util.List;
import java.util.Set;

/**
 * What is said of something to remember.
 *
 * @param text 1 to 100,000 characters
 * @param tags at most 50 different texts of 1 to 100 characters
 */
public record MemoryFields(String text, List<String> tags) {
  private static final Set<String> NAMES = Set.of("text", "tags");
  private static final int TEXT_CHARACTERS = 100_000;
  private static final int TAGS = 50;

  /**
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public MemoryFields {
    tags = tags.stream().distinct().toList();
    Fields.check("text", text, 1, TEXT_CHARACTERS);
    Fields.check("tags", tags, TAGS, TaskFields.LABEL_CHARACTERS);
  }

  /**
   * Reads the parameters of {@code put-memory}.
   *
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public static MemoryFields fromJson(JsonValue json) {
    Fields fields = Fields.of(json, "memory", NAMES);
    return new MemoryFields(
        fields.text("text", TEXT_CHARACTERS),
        fields.texts("tags", TAGS, TaskFields.LABEL_CHARACTERS));
  }
}
