package dev.morph.storage.data;

import dev.morph.base.json.JsonValue;
import java.util.Set;

/**
 * What to look for in memory.
 *
 * @param text words that an entry's text and tags must all have
 * @param limit 1 to 200
 */
public record MemoryQuery(String text, int limit) {
  private static final Set<String> NAMES = Set.of("text", "limit");

  /**
   * @throws IllegalArgumentException if the limit is out of its range
   */
  public MemoryQuery {
    if (limit < 1 || limit > Page.MOST) {
      throw new IllegalArgumentException("a limit is 1 to " + Page.MOST + ", not " + limit);
    }
  }

  /**
   * Reads the query of {@code search-memory}.
   *
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public static MemoryQuery fromJson(JsonValue json) {
    Fields fields = Fields.of(json, "query of memory", NAMES);
    return new MemoryQuery(fields.text("text", TaskFilter.TEXT_CHARACTERS), fields.limit());
  }
}
