package dev.morph.ir.evaluate;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names as data has them. */
final class DataNames {
  private DataNames() {}

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** True if a text names it: as above, beginning with a capital, or as the name writes itself. */
  static boolean isNamed(Name name, String text) {
    String camel = name.classicCamelCase();
    return camel.equals(text)
        || capital(camel).equals(text)
        || name.camelCase().equals(text)
        || name.pascalCase().equals(text);
  }

  /**
   * A full name: an array of package, module and local name as v1 to v3 write it, or a text, as
   * {@code my/package:module#name} or {@code My.Package:Module:name}.
   *
   * @throws DataException if it is none
   */
  static FQName fqName(JsonValue json) {
    FQName name =
        switch (json) {
          case JsonString text -> parse(text.value());
          case JsonArray parts when parts.items().size() == 3 -> {
            Path packageName = path(parts.items().get(0));
            Path module = path(parts.items().get(1));
            Name local = name(parts.items().get(2));
            yield packageName == null || module == null || local == null
                ? null
                : new FQName(packageName, module, local);
          }
          default -> null;
        };
    if (name == null) {
      throw new DataException(
          "a full name is a text as my/package:module#name or an array of package, module and"
              + " name, not "
              + shown(json));
    }
    return name;
  }

  static @Nullable FQName parse(String text) {
    FQName canonical = FQName.parse(text);
    return canonical != null ? canonical : FQName.ofIdentifiers(text);
  }

  private static @Nullable Path path(JsonValue json) {
    if (!(json instanceof JsonArray(List<JsonValue> items))) {
      return null;
    }
    List<Name> names = new ArrayList<>();
    for (JsonValue item : items) {
      Name name = name(item);
      if (name == null) {
        return null;
      }
      names.add(name);
    }
    return new Path(names);
  }

  private static @Nullable Name name(JsonValue json) {
    if (!(json instanceof JsonArray(List<JsonValue> items))) {
      return null;
    }
    List<String> words = new ArrayList<>();
    for (JsonValue item : items) {
      if (!(item instanceof JsonString(String word))) {
        return null;
      }
      words.add(word);
    }
    return Name.ofWords(words);
  }

  /** JSON for messages: shortened. */
  static String shown(JsonValue json) {
    String text = Json.write(json);
    return text.length() <= 120 ? text : text.substring(0, 120) + "...";
  }
}
