package dev.morph.runtime.sandbox;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says where two JSON values begin to differ. */
final class Difference {
  private static final int SHOWN = 120;

  private Difference() {}

  /** {@code "req.url: recorded "a", now "b""}. */
  static String of(JsonValue recorded, JsonValue now) {
    return at("", recorded, now);
  }

  private static String at(String path, @Nullable JsonValue recorded, @Nullable JsonValue now) {
    if (recorded instanceof JsonObject a && now instanceof JsonObject b) {
      Set<String> names = new LinkedHashSet<>(a.members().keySet());
      names.addAll(b.members().keySet());
      for (String name : names) {
        JsonValue one = a.get(name);
        JsonValue other = b.get(name);
        if (one == null || !one.equals(other)) {
          return at(path.isEmpty() ? name : path + "." + name, one, other);
        }
      }
    }
    if (recorded instanceof JsonArray a && now instanceof JsonArray b) {
      for (int i = 0; i < Math.min(a.items().size(), b.items().size()); i++) {
        if (!a.items().get(i).equals(b.items().get(i))) {
          return at(path + "[" + i + "]", a.items().get(i), b.items().get(i));
        }
      }
    }
    String where = path.isEmpty() ? "" : path + ": ";
    if (recorded instanceof JsonString(String a) && now instanceof JsonString(String b)) {
      int same = same(a, b);
      if (same > SHOWN / 2) {
        return where
            + "from character "
            + same
            + " recorded "
            + shown(new JsonString(a.substring(same)))
            + ", now "
            + shown(new JsonString(b.substring(same)));
      }
    }
    return where + "recorded " + shown(recorded) + ", now " + shown(now);
  }

  private static int same(String a, String b) {
    int i = 0;
    while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i > 0 && Character.isHighSurrogate(a.charAt(i - 1)) ? i - 1 : i;
  }

  private static String shown(@Nullable JsonValue value) {
    if (value == null) {
      return "nothing";
    }
    String text = Json.write(value);
    return text.length() <= SHOWN
        ? text
        : text.substring(0, SHOWN) + "... (" + text.length() + " characters)";
  }
}
