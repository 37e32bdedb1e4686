package dev.morph.sdk;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.Optional;

/** Variables of the session or call; never those of the host's process. */
public final class Env {
  private Env() {}

  /** A variable of any type, as JSON; empty if it is not set. */
  public static Optional<JsonValue> value(String name) {
    var reply =
        Imports.askObject(Imports::getEnvVar, JsonObject.builder().put("name", name).build());
    return reply.get("value") instanceof JsonObject typed
        ? Optional.ofNullable(typed.get("value"))
        : Optional.empty();
  }

  /** A variable of type text; empty if it is not set or of another type. */
  public static Optional<String> text(String name) {
    return value(name).orElse(null) instanceof JsonString text
        ? Optional.of(text.value())
        : Optional.empty();
  }
}
