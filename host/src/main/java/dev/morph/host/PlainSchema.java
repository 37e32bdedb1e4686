package dev.morph.host;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.sandbox.SchemaValidator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The schema that most actions have: an object with string and boolean members, some of them
 * required. Checked here without the library, which would cost a first call more than the guest
 * does. A test compares its answers with the library's.
 */
final class PlainSchema implements SchemaValidator.Schema {
  private static final Set<String> KEYWORDS =
      Set.of("type", "properties", "required", "description", "title", "$schema");
  private static final Set<String> MEMBER_KEYWORDS = Set.of("type", "description", "title");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  PlainSchema(JsonObject schema) {
    if (schema.get("properties") instanceof JsonObject properties) {
      properties
          .members()
          .forEach((name, member) -> {
            if (member instanceof JsonObject object
                && object.get("type") instanceof JsonString(String type)) {
              types.put(name, type);
            }
          });
    }
    if (schema.get("required") instanceof JsonArray names) {
      names.items().forEach(name -> required.add(((JsonString) name).value()));
    }
  }

  /** True if a schema says nothing else. */
  static boolean covers(JsonObject schema) {
    if (!KEYWORDS.containsAll(schema.members().keySet())
        || !(schema.get("type") instanceof JsonString(String type))
        || !type.equals("object")) {
      return false;
    }
    JsonValue properties = schema.get("properties");
    JsonValue required = schema.get("required");
    return (properties == null
            || properties instanceof JsonObject object
                && object.members().values().stream().allMatch(PlainSchema::plainMember))
        && (required == null
            || required instanceof JsonArray names
                && names.items().stream().allMatch(JsonString.class::isInstance)
                && names.items().stream().distinct().count() == names.items().size());
  }

  private static boolean plainMember(JsonValue member) {
    if (!(member instanceof JsonObject object)
        || !MEMBER_KEYWORDS.containsAll(object.members().keySet())) {
      return false;
    }
    JsonValue type = object.get("type");
    return type == null
        || type instanceof JsonString(String word)
            && (word.equals("string") || word.equals("boolean") || word.equals("object"));
  }

  @Override
  public List<String> faults(JsonValue value, long nanosLeft) {
    if (!(value instanceof JsonObject object)) {
      return List.of("the parameters: must be an object");
    }
    List<String> faults = new ArrayList<>();
    for (String name : required) {
      if (!object.has(name)) {
        faults.add("the parameters: required property '" + name + "' not found");
      }
    }
    types.forEach((name, type) -> {
      JsonValue member = object.get(name);
      if (member != null && !isOf(member, type)) {
        faults.add("/" + name.replace("~", "~0").replace("/", "~1") + ": must be of type " + type);
      }
    });
    return faults;
  }

  private static boolean isOf(JsonValue member, String type) {
    return switch (type) {
      case "string" -> member instanceof JsonString;
      case "boolean" -> member instanceof JsonBoolean;
      default -> member instanceof JsonObject;
    };
  }
}
