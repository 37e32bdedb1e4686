package dev.morph.tests.javaguest;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.sdk.Guest;
import org.teavm.interop.Export;

/** Computes all checks as the action {@code run}. */
public final class ChecksGuest {
  private ChecksGuest() {}

  @Export(name = "describe")
  static long describe(int ptr, int len) {
    return Guest.describe(ptr, len, ChecksGuest::description);
  }

  @Export(name = "execute")
  static long execute(int ptr, int len) {
    return Guest.execute(ptr, len, call -> lines(call.text("seed")));
  }

  private static JsonValue lines(String seed) {
    return new JsonArray(Checks.all(seed).stream().<JsonValue>map(JsonString::new).toList());
  }

  private static JsonValue description() {
    return JsonObject.builder()
        .put("name", "checks")
        .put("version", "1.0.0")
        .put("actions", JsonArray.of(JsonObject.builder().put("name", "run").build()))
        .build();
  }
}
