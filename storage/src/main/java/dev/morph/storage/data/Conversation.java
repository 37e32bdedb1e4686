package dev.morph.storage.data;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.sql.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of somebody.
 *
 * @param id opaque
 * @param messages in their order; null where a list shows conversations without them
 */
public record Conversation(
    String id,
    String title,
    @Nullable String spaceId,
    @Nullable List<Message> messages,
    Instant createdAt,
    Instant updatedAt) {
  public Conversation {
    messages = messages == null ? null : List.copyOf(messages);
  }

  /** The conversation as guests see it. */
  public JsonObject toJson() {
    JsonObject.Builder json = JsonObject.builder().put("id", id).put("title", title);
    if (spaceId != null) {
      json.put("space_id", spaceId);
    }
    if (messages != null) {
      List<JsonValue> items = messages.stream().<JsonValue>map(Message::toJson).toList();
      json.put("messages", new JsonArray(items));
    }
    return json.put("created_at", Times.text(createdAt))
        .put("updated_at", Times.text(updatedAt))
        .build();
  }
}
