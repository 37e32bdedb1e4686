package dev.morph.storage.data;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.sql.Times;
import java.time.Instant;
import java.util.List;

/**
 * Something to remember.
 *
 * @param id opaque
 */
public record MemoryEntry(String id, String text, List<String> tags, Instant at) {
  public MemoryEntry {
    tags = List.copyOf(tags);
  }

  /** {@code {id, text, tags?, at}}. */
  public JsonObject toJson() {
    JsonObject.Builder json = JsonObject.builder().put("id", id).put("text", text);
    if (!tags.isEmpty()) {
      json.put("tags", new JsonArray(tags.stream().<JsonValue>map(JsonString::new).toList()));
    }
    return json.put("at", Times.text(at)).build();
  }
}
