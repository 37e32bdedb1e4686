package dev.morph.ir;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;

/**
 * What a type carries beside its meaning. Immutable, safe to share.
 *
 * @param json as it stood in the document: in v4 an object of {@code source}, {@code constraints}
 *     and {@code extensions}; in v1 to v3 any JSON, in all real files an empty object
 */
public record TypeAttributes(JsonValue json) {
  /** No attributes. */
  public static final TypeAttributes NONE = new TypeAttributes(JsonObject.EMPTY);

  /** True if there are none. */
  public boolean isEmpty() {
    return json.equals(JsonObject.EMPTY);
  }
}
