package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The context that a guest gets: opaque ids of who calls, and the extension's configuration. */
final class CallerContext {
  private static final List<String> IDS = List.of("user_id", "group_id", "space_id", "request_id");
  private static final AtomicLong CALLS = new AtomicLong();
  private static final String PROCESS = HexFormat.of().toHexDigits(new SecureRandom().nextLong());

  private CallerContext() {}

  /**
   * The context with a {@code request_id} and a {@code config}, which are made where absent.
   *
   * @throws MorphException ({@code usage-invalid}) for a member of another name or type
   */
  static JsonObject complete(JsonObject given) {
    if (isComplete(given)) {
      return given;
    }
    JsonObject.Builder context = JsonObject.builder();
    for (Map.Entry<String, JsonValue> member : given.members().entrySet()) {
      String name = member.getKey();
      boolean id = IDS.contains(name);
      if (!id && !name.equals("config")) {
        throw wrong(
            "has no member \"" + name + "\"; it has " + String.join(", ", IDS) + " and config");
      }
      if (id && !(member.getValue() instanceof JsonString)) {
        throw wrong(name + " must be a text, found " + JsonMapping.kind(member.getValue()));
      }
      if (!id && !(member.getValue() instanceof JsonObject)) {
        throw wrong("config must be an object, found " + JsonMapping.kind(member.getValue()));
      }
      context.put(name, member.getValue());
    }
    if (!given.has("request_id")) {
      // always of one length, so that equal calls cost equal fuel
      context.put(
          "request_id", PROCESS + "-" + HexFormat.of().toHexDigits(CALLS.incrementAndGet()));
    }
    if (!given.has("config")) {
      context.put("config", JsonObject.EMPTY);
    }
    return context.build();
  }

  private static boolean isComplete(JsonObject given) {
    int known = 0;
    for (String id : IDS) {
      if (given.get(id) instanceof JsonString) {
        known++;
      }
    }
    return given.get("request_id") instanceof JsonString
        && given.get("config") instanceof JsonObject
        && given.members().size() == known + 1;
  }

  /** The text of a member; empty where it is absent. */
  static String text(JsonObject context, String name) {
    return context.get(name) instanceof JsonString(String text) ? text : "";
  }

  /** True for a member that {@link #complete} makes where it is absent. */
  static boolean isMade(String name) {
    return name.equals("request_id") || name.equals("config");
  }

  private static MorphException wrong(String what) {
    return new MorphException(ErrorCode.USAGE_INVALID, "the context: " + what);
  }
}
