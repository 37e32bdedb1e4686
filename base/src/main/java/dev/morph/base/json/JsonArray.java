package dev.morph.base.json;

import java.util.List;

/**
 * A JSON array.
 *
 * @param items immutable, no nulls
 */
public record JsonArray(List<JsonValue> items) implements JsonValue {
  /** The array without items. */
  public static final JsonArray EMPTY = new JsonArray(List.of());

  public JsonArray {
    items = Items.copyOf(items);
  }

  /** An array of these items. */
  public static JsonArray of(JsonValue... items) {
    return new JsonArray(List.of(items));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonArray array && items.equals(array.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  /** The array as JSON text. */
  @Override
  public String toString() {
    return Json.write(this);
  }
}
