package dev.morph.runtime.policy;

import java.util.List;

/** Permissions with their scopes; several entries of one name add up. Immutable. */
public record PermissionSet(List<Permission> permissions) {
  /** No rights. */
  public static final PermissionSet NONE = new PermissionSet(List.of());

  public PermissionSet {
    permissions = List.copyOf(permissions);
  }
}
