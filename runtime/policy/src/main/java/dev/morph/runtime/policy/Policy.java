package dev.morph.runtime.policy;

import java.util.List;

/**
 * What an extension declared and what was granted: the two gates. Immutable, safe to share.
 *
 * <p>Every decision checks both: not declared is answered before not granted.
 */
public final class Policy {
  private static final Decision GRANTED = new Decision.Granted();

  private final PermissionSet declared;
  private final PermissionSet granted;
  private final boolean manifest;
  private final Rights declaredRights;
  private final Rights grantedRights;

  private Policy(PermissionSet declared, PermissionSet granted, boolean manifest) {
    this.declared = declared;
    this.granted = granted;
    this.manifest = manifest;
    this.declaredRights = new Rights(declared);
    this.grantedRights = new Rights(granted);
  }

  /** Both gates. */
  public static Policy of(PermissionSet declared, PermissionSet granted) {
    return new Policy(declared, granted, true);
  }

  /**
   * For an extension without a manifest: what is granted counts as declared too, and every denial
   * is one that a grant mends.
   */
  public static Policy withoutManifest(PermissionSet granted) {
    return new Policy(granted, granted, false);
  }

  /** What the manifest asks for. */
  public PermissionSet declared() {
    return declared;
  }

  /** What was granted. */
  public PermissionSet granted() {
    return granted;
  }

  /**
   * May this request go out? One of {@code http:read} (GET and HEAD) and {@code http:write} must
   * cover it.
   */
  public Decision http(HttpTarget target) {
    if (manifest && !declaredRights.covers(target)) {
      return new Decision.NotDeclared(Decision.Want.of(target));
    }
    if (!grantedRights.covers(target)) {
      return new Decision.NotGranted(Decision.Want.of(target));
    }
    return GRANTED;
  }

  /**
   * Every right that is narrowed by a plain name.
   *
   * @param name the key, topic, kind, session, {@code extension/action}, or path relative to the
   *     workspace's root and normalised; empty for rights that have no scope
   */
  public Decision named(PermissionName permission, String name) {
    return anyOf(List.of(permission), name);
  }

  /**
   * The same where one of several rights is enough; a denial names the first.
   *
   * @throws IllegalArgumentException if there is no right, or one of the web
   */
  public Decision anyOf(List<PermissionName> permissions, String name) {
    if (permissions.isEmpty()) {
      throw new IllegalArgumentException("no permission to ask for");
    }
    if (manifest && !covers(declaredRights, permissions, name)) {
      return new Decision.NotDeclared(Decision.Want.of(permissions.get(0), name));
    }
    if (!covers(grantedRights, permissions, name)) {
      return new Decision.NotGranted(Decision.Want.of(permissions.get(0), name));
    }
    return GRANTED;
  }

  private static boolean covers(Rights rights, List<PermissionName> permissions, String name) {
    for (PermissionName permission : permissions) {
      if (permission.web()) {
        throw new IllegalArgumentException(permission.word() + " is asked for with http()");
      }
      if (rights.covers(permission, name)) {
        return true;
      }
    }
    return false;
  }
}
