package dev.morph.storage.data;

import dev.morph.base.json.JsonObject;
import dev.morph.storage.sql.Times;
import java.time.Instant;

/**
 * A task of somebody.
 *
 * @param id opaque
 */
public record Task(String id, TaskFields fields, Instant createdAt, Instant updatedAt) {
  /** The task as guests see it. */
  public JsonObject toJson() {
    return fields
        .into(JsonObject.builder().put("id", id))
        .put("created_at", Times.text(createdAt))
        .put("updated_at", Times.text(updatedAt))
        .build();
  }
}
