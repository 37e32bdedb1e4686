package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.policy.Limit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@code describe} answered, checked (docs/reference/shapes.md).
 *
 * @param json the answer as it is
 * @param open true if any action passes: the pairs form lists none
 */
record Description(JsonObject json, Map<String, Action> actions, boolean open) {

  /**
   * One action.
   *
   * @param parameters ready to check, null where any object passes
   * @param returns the schema of the result, null where none is given
   */
  record Action(
      String name, SchemaValidator.@Nullable Schema parameters, @Nullable JsonObject returns) {
    /** True if the schema says that the result is a string. */
    boolean returnsString() {
      return returns != null
          && returns.get("type") instanceof JsonString(String type)
          && type.equals("string");
    }
  }

  /** True for an action that it need not list: any where it lists none, events if it listens. */
  boolean takesUnlisted(String name) {
    return open || name.equals("on_event") && json.has("listens");
  }

  /**
   * The action of this name; null where any action passes.
   *
   * @throws MorphException ({@code unknown-action}) if there is none
   */
  @Nullable Action action(String name) {
    Action action = actions.get(name);
    if (action == null && !takesUnlisted(name)) {
      throw new MorphException(
          ErrorCode.UNKNOWN_ACTION,
          "there is no action \""
              + name
              + "\"; the extension has "
              + (actions.isEmpty() ? "none" : String.join(", ", actions.keySet())));
    }
    return action;
  }

  /** Checks the parameters before the action runs; answers the call's nanoseconds it took. */
  static long checkParams(ModuleSettings settings, @Nullable Action action, CallRequest request) {
    SchemaValidator.Schema schema = action == null ? null : action.parameters();
    if (schema == null) {
      return 0;
    }
    long start = System.nanoTime();
    long deadline = start + settings.limits().value(Limit.TIME);
    try (Watchdog.Ticket ticket = Watchdog.watch(deadline)) {
      ActiveCall call = new ActiveCall(settings, request, ticket);
      try {
        List<String> faults = schema.faults(request.params(), call.nanosLeft());
        call.checkDeadline();
        if (!faults.isEmpty()) {
          throw paramsInvalid(request.action(), faults);
        }
      } catch (IllegalArgumentException e) {
        throw new MorphException(
            ErrorCode.GUEST_RESULT,
            "the schema of " + request.action() + " cannot be checked: " + e.getMessage());
      } catch (RuntimeException e) {
        throw GuestErrors.of(e, call);
      }
    }
    return System.nanoTime() - start;
  }

  private static MorphException paramsInvalid(String action, List<String> faults) {
    return new MorphException(
        ErrorCode.PARAMS_INVALID,
        "the parameters of " + action + " do not fit its schema: " + String.join("; ", faults),
        JsonObject.builder()
            .put("faults", new JsonArray(faults.stream().<JsonValue>map(JsonString::new).toList()))
            .build());
  }

  /** Checks the shape of an answer. */
  static Description of(JsonValue answer, boolean open, SchemaValidator validator) {
    if (!(answer instanceof JsonObject json)) {
      throw wrong("must answer an object, found " + JsonMapping.kind(answer));
    }
    text(json, "name", "");
    text(json, "version", "");
    if (!(json.get("actions") instanceof JsonArray list)) {
      throw wrong("must answer an array actions");
    }
    optional(json, "description", "", "a text", JsonString.class::isInstance);
    optional(json, "config_schema", "", "a JSON Schema object", JsonObject.class::isInstance);
    optional(json, "listens", "", "an array of texts", Description::texts);
    optional(json, "opens", "", "an array of texts", Description::texts);
    optional(
        json,
        "events",
        "",
        "an array of objects with a name",
        events ->
            events instanceof JsonArray all
                && all.items().stream()
                    .allMatch(one ->
                        one instanceof JsonObject event
                            && event.get("name") instanceof JsonString));
    Map<String, Action> actions = new LinkedHashMap<>();
    for (int i = 0; i < list.items().size(); i++) {
      String path = "actions[" + i + "].";
      if (!(list.items().get(i) instanceof JsonObject one)) {
        throw wrong("actions[" + i + "] must be an object");
      }
      Action action = action(one, path, validator);
      if (actions.put(action.name(), action) != null) {
        throw wrong("lists the action " + action.name() + " twice");
      }
    }
    return new Description(json, actions, open);
  }

  private static Action action(JsonObject one, String path, SchemaValidator validator) {
    String name = text(one, "name", path);
    optional(one, "description", path, "a text", JsonString.class::isInstance);
    oneOf(one, "ai_access", path, List.of("execute", "ask", "never"));
    oneOf(one, "side_effect", path, List.of("read", "write"));
    JsonValue parameters = one.get("parameters");
    SchemaValidator.Schema schema = null;
    if (parameters != null) {
      if (!(parameters instanceof JsonObject)) {
        throw wrong(path + "parameters must be a JSON Schema object");
      }
      try {
        schema = validator.compile(parameters);
      } catch (IllegalArgumentException e) {
        throw wrong(path + "parameters is no schema that can be used: " + e.getMessage());
      }
    }
    JsonValue returns = one.get("returns");
    if (returns != null && !(returns instanceof JsonObject)) {
      throw wrong(path + "returns must be a JSON Schema object");
    }
    return new Action(name, schema, (JsonObject) returns);
  }

  private static String text(JsonObject object, String name, String path) {
    if (object.get(name) instanceof JsonString(String value) && !value.isEmpty()) {
      return value;
    }
    throw wrong(path + name + " must be a text");
  }

  private static void oneOf(JsonObject object, String name, String path, List<String> accepted) {
    JsonValue value = object.get(name);
    if (value != null && !(value instanceof JsonString(String text) && accepted.contains(text))) {
      throw wrong(path + name + " must be one of " + String.join(", ", accepted));
    }
  }

  private static void optional(
      JsonObject object, String name, String path, String wanted, Predicate<JsonValue> fits) {
    JsonValue value = object.get(name);
    if (value != null && !fits.test(value)) {
      throw wrong(path + name + " must be " + wanted + ", found " + JsonMapping.kind(value));
    }
  }

  private static boolean texts(JsonValue value) {
    return value instanceof JsonArray array
        && array.items().stream().allMatch(JsonString.class::isInstance);
  }

  private static MorphException wrong(String what) {
    return new MorphException(ErrorCode.GUEST_RESULT, "describe: " + what);
  }
}
