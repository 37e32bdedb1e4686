package dev.morph.capabilities;

import dev.morph.runtime.policy.Permission;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Policy;
import java.util.Arrays;

/** Policies from the text of the command line. */
public final class Grants {
  private Grants() {}

  /** Declared and granted alike, as {@code "http:read=http://a.test"}. */
  public static Policy of(String... grants) {
    PermissionSet set = new PermissionSet(Arrays.stream(grants).map(Permission::parse).toList());
    return Policy.of(set, set);
  }
}
