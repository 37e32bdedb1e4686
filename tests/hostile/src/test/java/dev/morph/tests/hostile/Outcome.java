package dev.morph.tests.hostile;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.sandbox.CallOutcome;
import org.jspecify.annotations.Nullable;

/**
 * How an attack ended: with a value or with an error.
 *
 * @param guestCode the code that the guest gave its own error, or a host function's refusal that it
 *     passed on
 */
record Outcome(
    @Nullable ErrorCode code, String message, String guestCode, @Nullable JsonValue value) {

  static Outcome value(JsonValue value) {
    return new Outcome(null, "", "", value);
  }

  static Outcome text(String value) {
    return value(new JsonString(value));
  }

  static Outcome error(MorphException e) {
    String guestCode =
        e.details().get("code") instanceof JsonString(String text)
            ? text
            : e.code() == ErrorCode.ACTION_FAILED
                ? beforeColon(String.valueOf(e.getMessage()))
                : "";
    return new Outcome(e.code(), String.valueOf(e.getMessage()), guestCode, null);
  }

  static Outcome of(CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Ok ok -> value(ok.value());
      case CallOutcome.Failed failed -> error(failed.error());
    };
  }

  /** Host functions of the canonical ABI answer {@code CODE: what happened}. */
  private static String beforeColon(String message) {
    int colon = message.indexOf(':');
    return colon < 0 ? "" : message.substring(0, colon);
  }

  @Override
  public String toString() {
    if (value != null) {
      String json = Json.write(value);
      return "the value " + (json.length() > 200 ? json.substring(0, 200) + "..." : json);
    }
    String shown = message.length() > 500 ? message.substring(0, 500) + "..." : message;
    return code + (guestCode.isEmpty() ? "" : " (" + guestCode + ")") + ": " + shown;
  }
}
