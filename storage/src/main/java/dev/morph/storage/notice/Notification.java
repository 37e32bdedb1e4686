package dev.morph.storage.notice;

import dev.morph.base.ExtensionId;
import dev.morph.base.json.JsonObject;
import dev.morph.storage.sql.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification of somebody.
 *
 * @param id opaque
 * @param extensionId who sent it
 * @param readAt when it was read; null if it was not
 */
public record Notification(
    String id,
    ExtensionId extensionId,
    NotificationFields fields,
    Instant at,
    @Nullable Instant readAt) {
  /** {@code {id, extension_id, title, text, level, link?, at, read_at?}}. */
  public JsonObject toJson() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("id", id)
            .put("extension_id", extensionId.value())
            .put("title", fields.title())
            .put("text", fields.text())
            .put("level", fields.level().word());
    if (fields.link() != null) {
      json.put("link", fields.link());
    }
    json.put("at", Times.text(at));
    if (readAt != null) {
      json.put("read_at", Times.text(readAt));
    }
    return json.build();
  }
}
