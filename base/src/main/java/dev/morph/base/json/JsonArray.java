package dev.morph.base.json;

import java.util.List;

/** A JSON array. */
public record JsonArray(List<JsonValue> items) implements JsonValue {
  /** The array without items. */
  public static final JsonArray EMPTY = new JsonArray(List.of());

  public JsonArray {
    items = List.copyOf(items);
  }

  /** An array of these items. */
  public static JsonArray of(JsonValue... items) {
    return new JsonArray(List.of(items));
  }
}
