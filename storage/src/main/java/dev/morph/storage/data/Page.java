package dev.morph.storage.data;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list. What is added while somebody pages through is not seen by them, and nothing is
 * seen twice.
 *
 * @param items immutable
 * @param nextCursor where the list goes on; null at its end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  /** Most items of a page. */
  public static final int MOST = 200;

  /** Items of a page if nothing is said. */
  public static final int DEFAULT = 50;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * The page of rows of which one more was asked for than it may have.
   *
   * @param cursor of the page's last item
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
    return rows.size() <= limit
        ? new Page<>(rows, null)
        : new Page<>(rows.subList(0, limit), cursor.apply(rows.get(limit - 1)));
  }

  /** {@code {items, next_cursor?}}. */
  public JsonObject toJson(Function<T, ? extends JsonValue> item) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("items", new JsonArray(items.stream().<JsonValue>map(item::apply).toList()));
    if (nextCursor != null) {
      json.put("next_cursor", nextCursor);
    }
    return json.build();
  }
}
