package dev.morph.fuzz;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonValue;

/** The JSON reader and writer. */
public final class JsonFuzzer {
  private JsonFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    JsonValue value;
    try {
      value = Json.parse(data);
    } catch (JsonException e) {
      return;
    }
    String text = Json.write(value);
    Check.equal(value, Json.parse(text), "what is written is read back");
    Check.equal(value, Json.parse(Json.writePretty(value)), "also in the pretty form");
    Check.equal(text, Json.write(Json.parse(text)), "writing is stable");
    Check.equal(value, Json.parse(Json.writeUtf8(value)), "bytes and text are the same");
  }
}
