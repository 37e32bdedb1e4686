package dev.morph.runtime.policy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Permissions with their scopes; several entries of one name add up. Immutable, safe to share.
 *
 * @param permissions at most 1,000 entries of scopes (a bare name counts as one) with 65,536
 *     characters together: more, nobody can judge
 */
public record PermissionSet(List<Permission> permissions) {
  /** No rights. */
  public static final PermissionSet NONE = new PermissionSet(List.of());

  private static final int MOST = Scope.Web.MOST;
  private static final int MOST_CHARS = Scope.Web.MOST_CHARS;

  /**
   * @throws IllegalArgumentException if there are more entries or characters than may be
   */
  public PermissionSet {
    permissions = List.copyOf(permissions);
    int entries = 0;
    int chars = 0;
    for (Permission permission : permissions) {
      List<String> texts = permission.entries();
      entries += Math.max(1, texts.size());
      for (String text : texts) {
        chars += text.length();
      }
      if (entries > MOST || chars > MOST_CHARS) {
        throw new Refused(
            "the permissions have more than 1000 entries or 65536 characters together");
      }
    }
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
    if (grants.size() > MOST) {
      throw new MorphException(ErrorCode.USAGE_INVALID, "there are more than 1000 permissions");
    }
    for (String grant : grants) {
      permissions.add(Permission.parse(grant));
    }
    try {
      return new PermissionSet(permissions);
    } catch (Refused e) {
      throw new MorphException(ErrorCode.USAGE_INVALID, e.text());
    }
  }

  /**
   * Reads the list of a manifest.
   *
   * @param at the JSON pointer that messages begin with, as {@code "/permissions"}
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
      permissions.add(Permission.fromJson(item, at + "/" + permissions.size()));
    }
    try {
      return new PermissionSet(permissions);
    } catch (Refused e) {
      throw PermissionJson.invalid(at, e.text());
    }
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

  /**
   * Both together.
   *
   * @throws IllegalArgumentException if there are more entries or characters than may be
   */
  public PermissionSet plus(PermissionSet other) {
    List<Permission> all = new ArrayList<>(permissions);
    all.addAll(other.permissions);
    return new PermissionSet(all);
  }

  /** True if nothing is allowed. */
  public boolean empty() {
    return permissions.stream().allMatch(Permission::empty);
  }

  /** True if {@link #subset} holds for the other set and this. */
  public boolean covers(PermissionSet other) {
    return subset(other, this);
  }

  /** True if each covers the other, however they are written. */
  public boolean sameRights(PermissionSet other) {
    return subset(other, this) && subset(this, other);
  }

  /**
   * The same rights in one form: a permission for each name, names in the order of the table;
   * entries sorted by their text, without those that another entry of the name covers; nothing that
   * allows nothing.
   */
  public PermissionSet canonical() {
    List<Permission> canonical = new ArrayList<>();
    for (PermissionName name : PermissionName.values()) {
      List<Permission> entries = leastEntries(name);
      if (!entries.isEmpty()) {
        canonical.add(joined(name, entries));
      }
    }
    return new PermissionSet(canonical);
  }

  /** What {@link #canonical} has, one text for each entry, sorted by UTF-16 units. */
  List<String> canonicalTexts() {
    return canonical().permissions.stream()
        .flatMap(permission -> permission.single().stream())
        .map(Permission::text)
        .sorted()
        .toList();
  }

  private List<Permission> leastEntries(PermissionName name) {
    List<Permission> entries =
        permissions.stream()
            .filter(permission -> permission.name() == name)
            .flatMap(permission -> permission.single().stream())
            .sorted(Comparator.comparing(Permission::text))
            .distinct()
            .toList();
    List<Rights> rights = entries.stream().map(entry -> new Rights(of(entry))).toList();
    boolean[] covered = new boolean[entries.size()];
    for (int i = 0; i < covered.length; i++) {
      for (int j = 0; j < covered.length && !covered[i]; j++) {
        covered[i] = i != j && !covered[j] && rights.get(j).contains(entries.get(i));
      }
    }
    List<Permission> least = new ArrayList<>();
    for (int i = 0; i < covered.length; i++) {
      if (!covered[i]) {
        least.add(entries.get(i));
      }
    }
    return least;
  }

  private static Permission joined(PermissionName name, List<Permission> entries) {
    List<HostRule> rules = new ArrayList<>();
    List<Glob> globs = new ArrayList<>();
    for (Permission entry : entries) {
      switch (entry.scope()) {
        case Scope.Whole whole when name.web() -> rules.add(HostRule.ANY);
        case Scope.Whole whole -> {
          return entry;
        }
        case Scope.Web web -> rules.addAll(web.rules());
        case Scope.Names names -> globs.addAll(names.names());
      }
    }
    return new Permission(name, name.web() ? new Scope.Web(rules) : new Scope.Names(globs));
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
