package dev.morph.sdk;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;

/**
 * One call of an action.
 *
 * @param action its name
 * @param params checked by the host against the schema of {@code describe}
 * @param context opaque ids of who calls, and the extension's {@code config}
 */
public record Call(String action, JsonObject params, JsonObject context) {
  /**
   * The text of a parameter.
   *
   * @throws ActionException if it is absent or no string
   */
  public String text(String name) {
    if (params.get(name) instanceof JsonString text) {
      return text.value();
    }
    throw new ActionException("params-invalid", "the parameter " + name + " must be a string");
  }

  /** The text of a parameter, or this one if it is absent. */
  public String text(String name, String otherwise) {
    return params.has(name) ? text(name) : otherwise;
  }

  /** The error for a name that {@code describe} does not list. */
  public ActionException unknown() {
    return new ActionException("action-unknown", "there is no action " + action);
  }

  static Call of(JsonValue request) {
    if (request instanceof JsonObject object
        && object.get("action") instanceof JsonString action
        && object.get("params") instanceof JsonObject params) {
      return new Call(
          action.value(),
          params,
          object.get("context") instanceof JsonObject context ? context : JsonObject.EMPTY);
    }
    throw new ActionException(
        "request-invalid", "a call is an object with action, params and context");
  }
}
