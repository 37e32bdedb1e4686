package dev.morph.ir;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;

/**
 * The member {@code $meta} of a module in the expanded form of v4: where v3 had the module's
 * documentation, if not at its usual place. Other readers pass over it.
 */
final class ModuleMeta {
  static final String MEMBER = "$meta";

  /** The documentation stands before the definitions. */
  static final JsonObject FIRST = JsonObject.builder().put("doc", "first").build();

  /** There is no member for documentation. */
  static final JsonObject ABSENT = JsonObject.builder().put("doc", "absent").build();

  private ModuleMeta() {}

  static boolean says(JsonValue meta, JsonObject place) {
    return meta instanceof JsonObject object
        && object.get("doc") instanceof JsonString word
        && word.equals(place.get("doc"));
  }
}
