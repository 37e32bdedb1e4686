package dev.morph.runtime.policy;

import java.util.ArrayList;
import java.util.List;

/** A permission set, laid out for questions. Immutable. */
final class Rights {
  private final List<HostRule> web = new ArrayList<>();
  private final List<List<Glob>> names = new ArrayList<>();

  Rights(PermissionSet set) {
    for (int i = 0; i < PermissionName.values().length; i++) {
      names.add(new ArrayList<>());
    }
    for (Permission permission : set.permissions()) {
      web.addAll(permission.webRules());
      names.get(permission.name().ordinal()).addAll(permission.nameRules());
    }
    if (covers(PermissionName.DATA_WRITE, "tasks")) {
      names.get(PermissionName.TASK_CREATE.ordinal()).add(Glob.ANY);
    }
  }

  boolean covers(HttpTarget target) {
    for (HostRule rule : web) {
      if (rule.covers(target)) {
        return true;
      }
    }
    return false;
  }

  boolean covers(PermissionName permission, String name) {
    boolean normal = !permission.files() || FilePath.normal(name);
    for (Glob glob : names.get(permission.ordinal())) {
      if (glob.equals(Glob.ANY) || (normal && glob.matches(name))) {
        return true;
      }
    }
    return false;
  }

  /** True if all that the permission allows is allowed here. */
  boolean contains(Permission permission) {
    for (HostRule rule : permission.webRules()) {
      if (!contains(rule)) {
        return false;
      }
    }
    for (Glob glob : permission.nameRules()) {
      if (!contains(permission.name(), glob)) {
        return false;
      }
    }
    return true;
  }

  private boolean contains(HostRule wanted) {
    for (HostRule rule : web) {
      if (rule.contains(wanted)) {
        return true;
      }
    }
    return false;
  }

  private boolean contains(PermissionName permission, Glob wanted) {
    for (Glob glob : names.get(permission.ordinal())) {
      if (glob.contains(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** The permission's scope without the entries that are allowed here. */
  Scope missing(Permission permission) {
    return switch (permission.scope()) {
      case Scope.Whole whole -> whole;
      case Scope.Web scope -> {
        List<HostRule> left = new ArrayList<>();
        for (HostRule rule : scope.rules()) {
          if (!contains(new Permission(permission.name(), new Scope.Web(List.of(rule))))) {
            left.add(rule);
          }
        }
        yield new Scope.Web(left);
      }
      case Scope.Names scope -> {
        List<Glob> left = new ArrayList<>();
        for (Glob glob : scope.names()) {
          if (!contains(new Permission(permission.name(), new Scope.Names(List.of(glob))))) {
            left.add(glob);
          }
        }
        yield new Scope.Names(left);
      }
    };
  }
}
