package dev.morph.base.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object; members keep the order of the document, names are unique. Two objects are equal if
 * they have the same members, in any order.
 *
 * @param members immutable, no nulls, in the order of the document
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
  /** The object without members. */
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  public JsonObject {
    members = Members.copyOf(members);
  }

  /** The member of this name, or null if there is none; a member that is JSON null is not null. */
  public @Nullable JsonValue get(String name) {
    return members.get(name);
  }

  /** True if there is a member of this name. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonObject object && members.equals(object.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  /** The object as JSON text. */
  @Override
  public String toString() {
    return Json.write(this);
  }

  /** Starts an object; members in the order in which they are put. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects members. Not safe for several threads. */
  public static final class Builder {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    private Builder() {}

    /** Puts a member; a later one of the same name replaces it. */
    public Builder put(String name, JsonValue value) {
      members.put(name, value);
      return this;
    }

    /** Puts a string member. */
    public Builder put(String name, String value) {
      return put(name, new JsonString(value));
    }

    /** Puts a whole number. */
    public Builder put(String name, long value) {
      return put(name, JsonNumber.of(value));
    }

    /** Puts a boolean. */
    public Builder put(String name, boolean value) {
      return put(name, new JsonBoolean(value));
    }

    /** The object. */
    public JsonObject build() {
      return new JsonObject(members);
    }
  }
}
