package dev.morph.runtime.policy;

/**
 * What an extension declared and what was granted: the two gates. Immutable, safe to share.
 *
 * <p>Every decision checks both: not declared is answered before not granted.
 */
public final class Policy {
  private final PermissionSet declared;
  private final PermissionSet granted;

  private Policy(PermissionSet declared, PermissionSet granted) {
    this.declared = declared;
    this.granted = granted;
  }

  /** Both gates. */
  public static Policy of(PermissionSet declared, PermissionSet granted) {
    return new Policy(declared, granted);
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
    throw new UnsupportedOperationException();
  }

  /** Every right that is narrowed by a plain name: a key, a topic, a kind, a path. */
  public Decision named(PermissionName permission, String name) {
    throw new UnsupportedOperationException();
  }
}
