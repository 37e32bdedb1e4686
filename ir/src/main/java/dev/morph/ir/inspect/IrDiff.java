package dev.morph.ir.inspect;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How two distributions differ in what they mean, whatever versions they were read from.
 * Attributes, inferred types, the spelling of numbers and the order of what has a name make no
 * difference. Immutable, safe to share.
 *
 * @param changes in the order of the first distribution, then what only the second has; none of
 *     what is in a module or dependency that only one of them has
 */
public record IrDiff(List<Change> changes) {
  public IrDiff {
    changes = List.copyOf(changes);
  }

  /** What became of something. */
  public enum Action {
    /** Only the second distribution has it. */
    ADDED,
    /** Only the first one has it. */
    REMOVED,
    /** Both have it, and it differs. */
    CHANGED
  }

  /** What something is. */
  public enum Kind {
    DISTRIBUTION,
    DEPENDENCY,
    MODULE,
    TYPE,
    VALUE,
    ENTRY_POINT
  }

  /** In what something can differ. */
  public enum Part {
    /** Library, specifications or application. */
    FORM,
    /** The name of the package. */
    NAME,
    ACCESS,
    DOCUMENTATION,
    /** How a type is made; parameters and result of a value. */
    TYPE,
    /** How a value is made. */
    BODY,
    /** What an entry point starts, and what for. */
    TARGET
  }

  /**
   * One difference.
   *
   * @param name as {@code my-org/app:my/module#name}, without the last part for a module
   * @param parts in which it differs; empty for what only one has
   */
  public record Change(Action action, Kind kind, String name, List<Part> parts) {
    public Change {
      parts = List.copyOf(parts);
    }

    /** {@code change}, {@code kind}, {@code name}, and {@code parts} of what changed. */
    public JsonObject toJson() {
      JsonObject.Builder json =
          JsonObject.builder()
              .put("change", word(action))
              .put("kind", word(kind))
              .put("name", name);
      if (!parts.isEmpty()) {
        List<JsonValue> words =
            parts.stream().<JsonValue>map(part -> new JsonString(word(part))).toList();
        json.put("parts", new JsonArray(words));
      }
      return json.build();
    }

    private static String word(Enum<?> one) {
      return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Compares two distributions. */
  public static IrDiff of(Distribution first, Distribution second) {
    Map<String, Item> before = Items.of(first);
    Map<String, Item> after = Items.of(second);
    List<Change> changes = new ArrayList<>();
    before.forEach((key, item) -> {
      Item other = after.get(key);
      if (other == null) {
        only(item, after, Action.REMOVED, changes);
      } else {
        List<Part> parts = differing(item, other);
        if (!parts.isEmpty()) {
          changes.add(new Change(Action.CHANGED, item.kind(), item.name(), parts));
        }
      }
    });
    after.forEach((key, item) -> {
      if (!before.containsKey(key)) {
        only(item, before, Action.ADDED, changes);
      }
    });
    return new IrDiff(changes);
  }

  private static void only(
      Item item, Map<String, Item> others, Action action, List<Change> changes) {
    if (item.parent() == null || others.containsKey(item.parent())) {
      changes.add(new Change(action, item.kind(), item.name(), List.of()));
    }
  }

  private static List<Part> differing(Item first, Item second) {
    List<Part> parts = new ArrayList<>();
    for (Part part : Part.values()) {
      if (!Objects.equals(first.parts().get(part), second.parts().get(part))) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** True if both mean the same. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** {@code same}, and {@code changes}. */
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("same", isEmpty())
        .put("changes", new JsonArray(changes.stream().<JsonValue>map(Change::toJson).toList()))
        .build();
  }
}
