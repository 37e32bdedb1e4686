package dev.morph.runtime.policy;

import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Permissions with their scopes; several entries of one name add up. Immutable. */
public record PermissionSet(List<Permission> permissions) {
  /** No rights. */
  public static final PermissionSet NONE = new PermissionSet(List.of());

  private static final int MOST = 1000;

  public PermissionSet {
    permissions = List.copyOf(permissions);
  }

  /** These permissions. */
  public static PermissionSet of(Permission... permissions) {
    return new PermissionSet(List.of(permissions));
  }

  /**
   * Reads values of {@code --grant}.
   *
   * @throws MorphException USAGE_INVALID
   */
  public static PermissionSet parse(List<String> grants) {
    List<Permission> permissions = new ArrayList<>();
    for (String grant : grants) {
      permissions.add(Permission.parse(grant));
    }
    return new PermissionSet(permissions);
  }

  /**
   * Reads the list of a manifest.
   *
   * @param at the key path that messages begin with, as {@code "permissions"}
   * @throws MorphException MANIFEST_INVALID
   */
  public static PermissionSet fromJson(JsonValue value, String at) {
    if (!(value instanceof JsonArray array)) {
      throw PermissionJson.invalid(at, "a list of permissions is expected, as [\"http:read\"]");
    }
    if (array.items().size() > MOST) {
      throw PermissionJson.invalid(at, "the list has more than 1000 permissions");
    }
    List<Permission> permissions = new ArrayList<>();
    for (JsonValue item : array.items()) {
      permissions.add(Permission.fromJson(item, at + "[" + permissions.size() + "]"));
    }
    return new PermissionSet(permissions);
  }

  /** The list of a manifest; {@link #fromJson} reads it back. */
  public JsonArray toJson() {
    List<JsonValue> items = new ArrayList<>();
    for (Permission permission : permissions) {
      items.add(permission.toJson());
    }
    return new JsonArray(items);
  }

  /** One value for {@code --grant} each; {@link #parse} reads them back. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Permission permission : permissions) {
      texts.add(permission.text());
    }
    return texts;
  }

  /** One line for people each. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    for (Permission permission : permissions) {
      words.add(permission.words());
    }
    return words;
  }

  /** True if there is any entry of this name, whatever its scope. */
  public boolean has(PermissionName name) {
    for (Permission permission : permissions) {
      if (permission.name() == name) {
        return true;
      }
    }
    return false;
  }

  /** Both together. */
  public PermissionSet plus(PermissionSet other) {
    List<Permission> all = new ArrayList<>(permissions);
    all.addAll(other.permissions);
    return new PermissionSet(all);
  }

  /**
   * True if the larger set allows all that the smaller allows. A right that only several entries of
   * the larger set cover together counts as not covered.
   */
  public static boolean subset(PermissionSet smaller, PermissionSet larger) {
    Rights rights = new Rights(larger);
    for (Permission permission : smaller.permissions) {
      if (!rights.contains(permission)) {
        return false;
      }
    }
    return true;
  }

  /** What the first set allows and the second does not, entry by entry, never less. */
  public static PermissionSet difference(PermissionSet set, PermissionSet without) {
    Rights rights = new Rights(without);
    List<Permission> left = new ArrayList<>();
    for (Permission permission : set.permissions) {
      if (rights.contains(permission)) {
        continue;
      }
      left.add(new Permission(permission.name(), rights.missing(permission)));
    }
    return new PermissionSet(left);
  }
}
