package dev.morph.builtins.jsonschema;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.FQName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The schemas of types of the SDK that have no parameters. */
final class SdkSchemas {
  private static final Map<FQName, JsonObject> INLINE = inline();
  private static final Map<FQName, JsonObject> DEFINED = defined();

  private SdkSchemas() {}

  /** The schema that stands wherever the type is named; null if there is none. */
  static @Nullable JsonObject inline(FQName type) {
    return INLINE.get(type);
  }

  /**
   * The schema of a type of which the SDK tells nothing, as a definition; null if there is none.
   */
  static @Nullable JsonObject defined(FQName type) {
    return DEFINED.get(type);
  }

  private static Map<FQName, JsonObject> inline() {
    Map<FQName, JsonObject> schemas = new HashMap<>();
    schemas.put(sdk("basics#int"), type("integer").build());
    schemas.put(sdk("basics#float"), type("number").build());
    schemas.put(sdk("basics#bool"), type("boolean").build());
    for (String text : List.of("string#string", "char#char", "decimal#decimal")) {
      schemas.put(sdk(text), type("string").build());
    }
    schemas.put(sdk("local-date#local-date"), type("string").put("format", "date").build());
    schemas.put(sdk("local-time#local-time"), type("string").put("format", "time").build());
    schemas.put(sdk("local-date#month"), months());
    return schemas;
  }

  private static Map<FQName, JsonObject> defined() {
    Map<FQName, JsonObject> schemas = new HashMap<>();
    for (int bits = 8; bits <= 64; bits *= 2) {
      long largest = Long.MAX_VALUE >> (64 - bits);
      schemas.put(
          sdk("int#int-" + bits),
          type("integer").put("minimum", -largest - 1).put("maximum", largest).build());
    }
    schemas.put(sdk("UUID#UUID"), type("string").put("format", "uuid").build());
    schemas.put(sdk("instant#instant"), type("string").put("format", "date-time").build());
    return schemas;
  }

  private static JsonObject months() {
    List<JsonValue> months =
        List.of(
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December")
            .stream()
            .<JsonValue>map(name -> JsonObject.builder().put("const", new JsonString(name)).build())
            .toList();
    return JsonObject.builder().put("oneOf", new JsonArray(months)).build();
  }

  private static JsonObject.Builder type(String name) {
    return JsonObject.builder().put("type", name);
  }

  static FQName sdk(String name) {
    return Objects.requireNonNull(FQName.parse("morphir/SDK:" + name));
  }
}
