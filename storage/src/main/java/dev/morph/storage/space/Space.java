package dev.morph.storage.space;

import dev.morph.base.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A space of somebody.
 *
 * @param id opaque
 * @param path its folder, or null if it has none here
 * @param current whether it is the one that the owner is in
 */
public record Space(String id, String name, @Nullable String path, boolean current) {
  /** {@code {id, name, path?, current}}. */
  public JsonObject toJson() {
    JsonObject.Builder json = JsonObject.builder().put("id", id).put("name", name);
    if (path != null) {
      json.put("path", path);
    }
    return json.put("current", current).build();
  }
}
