package dev.morph.storage.data;

import dev.morph.base.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a conversation when it is made, or changed.
 *
 * @param title 1 to 1,000 characters; null in a change that keeps it
 * @param spaceId the space that it belongs to; only when it is made
 * @param messages to add at the end; at most 1,000
 */
public record ConversationFields(
    @Nullable String title, @Nullable String spaceId, List<Message> messages) {
  private static final Set<String> NEW = Set.of("title", "space_id", "messages");
  private static final Set<String> CHANGES = Set.of("title", "messages");
  private static final int TITLE_CHARACTERS = 1_000;
  private static final int MESSAGES = 1_000;

  /**
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public ConversationFields {
    messages = List.copyOf(messages);
    Fields.check("title", title, 1, TITLE_CHARACTERS);
    Fields.check("space_id", spaceId, 0, TaskFields.ID_CHARACTERS);
  }

  /**
   * Reads the parameters of {@code create-conversation}.
   *
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public static ConversationFields fromJson(JsonValue json) {
    Fields fields = Fields.of(json, "conversation", NEW);
    return new ConversationFields(
        fields.text("title", TITLE_CHARACTERS),
        fields.optionalText("space_id", TaskFields.ID_CHARACTERS),
        messages(fields));
  }

  /**
   * Reads the changes of {@code update-conversation}: another title, messages to add.
   *
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public static ConversationFields changesFromJson(JsonValue json) {
    Fields fields = Fields.of(json, "change of a conversation", CHANGES);
    return new ConversationFields(
        fields.has("title") ? fields.text("title", TITLE_CHARACTERS) : null,
        null,
        messages(fields));
  }

  private static List<Message> messages(Fields fields) {
    Instant now = Instant.now();
    return fields.has("messages")
        ? fields.array("messages", MESSAGES).stream()
            .map(item -> Message.fromJson(item, now))
            .toList()
        : List.of();
  }
}
