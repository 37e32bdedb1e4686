package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts the parameters together: the positional JSON first, then each {@code -p}. */
final class ParamsInput {
  private ParamsInput() {}

  /**
   * Reads the parameters.
   *
   * @param schema the action's schema, asked for only where a text could be another type
   */
  static JsonObject read(
      @Nullable String positional,
      List<String> params,
      InputStream in,
      Supplier<@Nullable JsonObject> schema) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    if (positional != null) {
      members.putAll(object(bytes(positional, in)).members());
    }
    for (String param : params) {
      int equals = param.indexOf('=');
      if (equals < 1 || param.startsWith(":=")) {
        throw new MorphException(
            ErrorCode.USAGE_INVALID, "-p takes KEY=TEXT or KEY:=JSON, found \"" + param + "\"");
      }
      String value = param.substring(equals + 1);
      if (param.charAt(equals - 1) == ':') {
        String key = param.substring(0, equals - 1);
        members.put(key, json(value, "-p " + key));
      } else {
        String key = param.substring(0, equals);
        members.put(key, typed(value, key, schema.get()));
      }
    }
    return new JsonObject(members);
  }

  private static byte[] bytes(String positional, InputStream in) {
    if (positional.equals("-")) {
      try {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new MorphException(ErrorCode.IO_FAILED, "cannot read standard input", e);
      }
    }
    return positional.startsWith("@")
        ? LoadOptionsMixin.read(positional.substring(1))
        : positional.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static JsonObject object(byte[] bytes) {
    JsonValue value;
    try {
      value = Json.parse(bytes);
    } catch (JsonException e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "the parameters are not JSON: " + e.getMessage(), e);
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new MorphException(
        ErrorCode.USAGE_INVALID, "the parameters must be a JSON object, as {\"name\": \"Ada\"}");
  }

  /** A text, or another type where the schema says so and the text is one of that type. */
  private static JsonValue typed(String value, String key, @Nullable JsonObject schema) {
    if (schema != null
        && schema.get("properties") instanceof JsonObject properties
        && properties.get(key) instanceof JsonObject property
        && property.get("type") instanceof JsonString(String type)
        && !type.equals("string")) {
      return json(value, "-p " + key + " (of type " + type + ")");
    }
    return new JsonString(value);
  }

  private static JsonValue json(String value, String what) {
    try {
      return Json.parse(value);
    } catch (JsonException e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, what + " is not JSON: " + e.getMessage(), e);
    }
  }
}
