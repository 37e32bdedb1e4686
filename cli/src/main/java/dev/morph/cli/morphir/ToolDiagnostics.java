package dev.morph.cli.morphir;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.cli.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Diagnostics as frontends and backends answer them (docs/reference/shapes.md). */
final class ToolDiagnostics {
  private final List<JsonObject> all = new ArrayList<>();
  private int errors;

  private ToolDiagnostics() {}

  /** Reads them; what has not the shape is passed over. */
  static ToolDiagnostics of(@Nullable JsonValue json) {
    var read = new ToolDiagnostics();
    if (json instanceof JsonArray array) {
      array.items().forEach(read::add);
    }
    return read;
  }

  private void add(JsonValue item) {
    if (item instanceof JsonObject one) {
      all.add(one);
      if (text(one, "severity").equals("error")) {
        errors++;
      }
    }
  }

  /** All of them. */
  List<JsonObject> all() {
    return all;
  }

  /** How many are errors. */
  int errors() {
    return errors;
  }

  /** Prints them as compilers do: {@code file:line:column: severity: code: message}. */
  void print(Terminal terminal) {
    if (terminal.json()) {
      return;
    }
    for (JsonObject one : all) {
      String place =
          one.get("location") instanceof JsonObject location
              ? text(location, "file")
                  + ":"
                  + number(location, "start_line")
                  + ":"
                  + number(location, "start_col")
                  + ": "
              : one.get("path") instanceof JsonString(String path) && !path.isEmpty()
                  ? path + ": "
                  : "";
      terminal.note(
          place + text(one, "severity") + ": " + text(one, "code") + ": " + text(one, "message"));
    }
  }

  private static String text(JsonObject object, String member) {
    return object.get(member) instanceof JsonString(String text) ? text : "";
  }

  private static String number(JsonObject object, String member) {
    return object.get(member) instanceof JsonNumber(String text) ? text : "0";
  }
}
