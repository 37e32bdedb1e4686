package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import java.util.List;

/** {@code --option KEY=VALUE}, where {@code KEY:=JSON} is JSON, as parameters of actions are. */
final class ToolOptions {
  private ToolOptions() {}

  /**
   * Reads them; a later one of a name wins.
   *
   * @throws MorphException ({@code usage-invalid}) for one without {@code =}, or wrong JSON
   */
  static JsonObject parse(List<String> options) {
    var object = JsonObject.builder();
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals < 1) {
        throw new MorphException(
            ErrorCode.USAGE_INVALID, "--option is KEY=VALUE, found \"" + option + "\"");
      }
      boolean json = option.charAt(equals - 1) == ':';
      String key = option.substring(0, json ? equals - 1 : equals);
      String value = option.substring(equals + 1);
      if (!json) {
        object.put(key, value);
        continue;
      }
      try {
        object.put(key, Json.parse(value));
      } catch (JsonException e) {
        throw new MorphException(
            ErrorCode.USAGE_INVALID, "--option " + key + " is no JSON: " + e.getMessage(), e);
      }
    }
    return object.build();
  }
}
