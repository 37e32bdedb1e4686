package dev.morph.examples.greeter;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.sdk.Call;
import dev.morph.sdk.Guest;
import dev.morph.sdk.Log;
import dev.morph.sdk.Vault;
import org.teavm.interop.Export;

/** Greets by name. The secret {@code greeting} is the word to greet with; without it, "Hello". */
public final class Greeter {
  private Greeter() {}

  @Export(name = "describe")
  static long describe(int ptr, int len) {
    return Guest.describe(ptr, len, Greeter::description);
  }

  @Export(name = "execute")
  static long execute(int ptr, int len) {
    return Guest.execute(ptr, len, Greeter::run);
  }

  private static JsonValue run(Call call) {
    return switch (call.action()) {
      case "greet" -> greet(call.text("name"));
      default -> throw call.unknown();
    };
  }

  private static JsonValue greet(String name) {
    String word = Vault.secret("greeting").orElse("Hello");
    Log.info("greeting " + name);
    return JsonObject.builder().put("greeting", word + ", " + name + "!").build();
  }

  private static JsonValue description() {
    var text = JsonObject.builder().put("type", "string").build();
    var parameters =
        JsonObject.builder()
            .put("type", "object")
            .put("properties", JsonObject.builder().put("name", text).build())
            .put("required", JsonArray.of(new JsonString("name")))
            .put("additionalProperties", false);
    var returns =
        JsonObject.builder()
            .put("type", "object")
            .put("properties", JsonObject.builder().put("greeting", text).build());
    var greet =
        JsonObject.builder()
            .put("name", "greet")
            .put("description", "Greets a person by name.")
            .put("parameters", parameters.build())
            .put("returns", returns.build())
            .put("ai_access", "execute")
            .put("side_effect", "read")
            .build();
    return JsonObject.builder()
        .put("name", "greeter")
        .put("version", "1.0.0")
        .put("description", "Greets people.")
        .put("actions", JsonArray.of(greet))
        .build();
  }
}
