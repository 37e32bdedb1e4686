package dev.morph.ir.mck;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.Map;

/** JSON on one line with the spaces that the kit compares byte for byte. */
final class KitText {
  private KitText() {}

  static String of(JsonValue value) {
    var out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(JsonValue value, StringBuilder out) {
    switch (value) {
      case JsonObject object when !object.members().isEmpty() -> {
        String before = "{ ";
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          out.append(before).append(Json.write(new JsonString(member.getKey()))).append(": ");
          write(member.getValue(), out);
          before = ", ";
        }
        out.append(" }");
      }
      case JsonArray array when !array.items().isEmpty() -> {
        String before = "[";
        for (JsonValue item : array.items()) {
          out.append(before);
          write(item, out);
          before = ", ";
        }
        out.append(']');
      }
      default -> out.append(Json.write(value));
    }
  }
}
