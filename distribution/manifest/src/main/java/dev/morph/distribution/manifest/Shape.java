package dev.morph.distribution.manifest;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a value of a manifest must look like. */
@FunctionalInterface
interface Shape {
  /** Longest text, in code points. */
  int LONGEST_TEXT = 4096;

  /** Entries that a list may have. */
  int MOST_ITEMS = 1000;

  void check(JsonValue value, String at, Findings out);

  Shape TEXT =
      (value, at, out) -> {
        if (!(value instanceof JsonString(String text))
            || text.codePointCount(0, text.length()) > LONGEST_TEXT) {
          out.error(at, "a string of at most 4096 characters is expected", "");
        } else if (!TextRule.shown(text)) {
          out.error(at, "the text holds a character that cannot be shown", "leave it out");
        }
      };

  Shape BOOLEAN =
      (value, at, out) -> {
        if (!(value instanceof JsonBoolean)) {
          out.error(at, "true or false is expected", "");
        }
      };

  Shape OBJECT =
      (value, at, out) -> {
        if (!(value instanceof JsonObject)) {
          out.error(at, "an object is expected", "");
        }
      };

  Shape FLAG_OR_TEXT =
      (value, at, out) -> {
        if (!(value instanceof JsonBoolean)) {
          TEXT.check(value, at, out);
        }
      };

  /** A shown text with a rule of its own. */
  static Shape text(Rule rule) {
    return (value, at, out) -> {
      if (value instanceof JsonString(String text)
          && text.codePointCount(0, text.length()) <= LONGEST_TEXT
          && TextRule.shown(text)) {
        rule.check(text, at, out);
      } else {
        TEXT.check(value, at, out);
      }
    };
  }

  /** A rule on a text. */
  @FunctionalInterface
  interface Rule {
    void check(String text, String at, Findings out);
  }

  static Shape list(Shape items) {
    return (value, at, out) -> {
      if (!(value instanceof JsonArray array) || array.items().size() > MOST_ITEMS) {
        out.error(at, "a list of at most 1000 entries is expected", "");
        return;
      }
      for (int i = 0; i < array.items().size(); i++) {
        items.check(array.items().get(i), at + "/" + i, out);
      }
    };
  }

  static Shape oneOrMore(Shape item) {
    Shape several = list(item);
    return (value, at, out) -> (value instanceof JsonArray ? several : item).check(value, at, out);
  }

  static Shape oneOf(String... words) {
    Collection<String> known = List.of(words);
    return (value, at, out) -> {
      String word = value instanceof JsonString text ? text.value() : "";
      if (!known.contains(word)) {
        out.unknownWord(at, word, known);
      }
    };
  }

  /** Members by name, in the order in which messages name them. Immutable. */
  final class Members {
    private final Map<String, Shape> shapes;

    Members() {
      this(Map.of());
    }

    private Members(Map<String, Shape> shapes) {
      this.shapes = shapes;
    }

    Members with(String name, Shape shape) {
      Map<String, Shape> copy = new LinkedHashMap<>(shapes);
      copy.put(name, shape);
      return new Members(copy);
    }

    Members and(Members others) {
      Map<String, Shape> copy = new LinkedHashMap<>(shapes);
      copy.putAll(others.shapes);
      return new Members(copy);
    }

    List<String> names() {
      return List.copyOf(shapes.keySet());
    }
  }

  static Shape object(List<String> required, Members members) {
    return (value, at, out) -> {
      if (!(value instanceof JsonObject object)) {
        out.error(at, "an object is expected", "");
        return;
      }
      for (String key : required) {
        if (!object.has(key)) {
          out.missing(Findings.child(at, key));
        }
      }
      object
          .members()
          .forEach((key, member) -> {
            Shape shape = members.shapes.get(key);
            if (shape == null) {
              out.unknownKey(at, key, members.names());
            } else {
              shape.check(member, Findings.child(at, key), out);
            }
          });
    };
  }

  /** A list of objects whose names differ. */
  static Shape named(Shape item) {
    Shape items = list(item);
    return (value, at, out) -> {
      items.check(value, at, out);
      Set<String> names = new LinkedHashSet<>();
      List<JsonValue> all = value instanceof JsonArray array ? array.items() : List.of();
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i) instanceof JsonObject one
            && one.get("name") instanceof JsonString(String name)
            && !names.add(name)) {
          out.error(at + "/" + i + "/name", name + " stands twice", "name each once");
        }
      }
    };
  }
}
