package dev.morph.distribution.manifest;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the actions of a manifest are those that {@code describe} answers. Only what the manifest
 * says is compared; without {@code actions} it agrees with everything.
 */
public final class ActionAgreement {
  /** The action that receives events; it is called by the host alone and need not be listed. */
  private static final String ON_EVENT = "on_event";

  private ActionAgreement() {}

  /**
   * Compares them.
   *
   * @param describe the answer of {@code describe}, its shape checked before
   *     (docs/reference/shapes.md)
   * @return errors, at their place in the manifest; empty if they agree
   */
  public static List<Finding> check(ExtensionManifest manifest, JsonObject describe) {
    Findings out = new Findings(false);
    if (manifest.actions().isEmpty()) {
      return out.list();
    }
    Map<String, JsonObject> described = described(describe);
    int index = 0;
    for (ManifestAction action : manifest.actions()) {
      String at = "/actions/" + index++;
      JsonObject other = described.remove(action.name());
      if (other == null && action.name().equals(ON_EVENT)) {
        continue;
      }
      if (other == null) {
        out.error(
            at + "/name",
            "the binary has no action " + action.name(),
            "leave it out, or add it to the code");
      } else {
        compare(action, other, at, out);
      }
    }
    described.remove(ON_EVENT);
    for (String name : described.keySet()) {
      out.error(
          "/actions",
          "the binary has the action " + name + ", which the manifest does not list",
          "list it, or leave actions out");
    }
    return out.list();
  }

  private static Map<String, JsonObject> described(JsonObject describe) {
    Map<String, JsonObject> actions = new LinkedHashMap<>();
    if (describe.get("actions") instanceof JsonArray list) {
      for (JsonValue item : list.items()) {
        if (item instanceof JsonObject action
            && action.get("name") instanceof JsonString(String name)) {
          actions.put(name, action);
        }
      }
    }
    return actions;
  }

  private static void compare(ManifestAction action, JsonObject other, String at, Findings out) {
    word(action.aiAccess(), text(other, "ai_access", "ask"), at + "/ai_access", out);
    word(action.sideEffect(), text(other, "side_effect", "write"), at + "/side_effect", out);
    JsonObject said = action.parameters();
    if (said != null) {
      parameters(
          said,
          other.get("parameters") instanceof JsonObject schema ? schema : JsonObject.EMPTY,
          at + "/parameters",
          out);
    }
    JsonObject returns = action.returns();
    if (returns != null && !returns.equals(other.get("returns"))) {
      out.error(at + "/returns", "the binary describes another result", "write the same schema");
    }
  }

  private static void word(@Nullable String said, String found, String at, Findings out) {
    if (said != null && !said.equals(found)) {
      out.error(
          at, "the manifest says " + said + ", the binary " + found, "write the same in both");
    }
  }

  /** The names of the parameters, which are required, and the types that the manifest says. */
  private static void parameters(JsonObject said, JsonObject found, String at, Findings out) {
    JsonObject properties = object(said, "properties");
    JsonObject others = object(found, "properties");
    names(properties.members().keySet(), others.members().keySet(), "parameters", at, out);
    names(required(said), required(found), "required parameters", at, out);
    properties
        .members()
        .forEach((name, property) -> {
          JsonValue type = member(property, "type");
          JsonValue other = member(others.get(name), "type");
          if (type != null && others.has(name) && !type.equals(other)) {
            out.error(
                at,
                "the manifest says the type "
                    + Json.write(type)
                    + " of "
                    + name
                    + ", the binary "
                    + (other == null ? "none" : Json.write(other)),
                "write the same in both");
          }
        });
  }

  private static void names(
      Set<String> said, Set<String> found, String what, String at, Findings out) {
    Set<String> missing = new TreeSet<>(said);
    missing.removeAll(found);
    Set<String> more = new TreeSet<>(found);
    more.removeAll(said);
    if (!missing.isEmpty()) {
      out.error(at, "the binary has no such " + what + ": " + String.join(", ", missing), "");
    }
    if (!more.isEmpty()) {
      out.error(at, "the binary has more " + what + ": " + String.join(", ", more), "");
    }
  }

  private static Set<String> required(JsonObject schema) {
    Set<String> names = new TreeSet<>();
    if (schema.get("required") instanceof JsonArray list) {
      for (JsonValue item : list.items()) {
        if (item instanceof JsonString(String name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static JsonObject object(JsonObject parent, String key) {
    return parent.get(key) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  private static @Nullable JsonValue member(@Nullable JsonValue parent, String key) {
    return parent instanceof JsonObject object ? object.get(key) : null;
  }

  private static String text(JsonObject object, String key, String otherwise) {
    return object.get(key) instanceof JsonString(String text) ? text : otherwise;
  }
}
