package dev.morph.runtime.policy;

import dev.morph.base.ErrorCode;

/** Answer to one guest request for a host resource. */
public sealed interface Decision {
  /** Allowed. */
  record Granted() implements Decision {}

  /** The extension's manifest never asked for this. */
  record NotDeclared(Want want) implements Decision {}

  /** The manifest asked; nobody granted. */
  record NotGranted(Want want) implements Decision {}

  /**
   * The whole text of a denial, code in front.
   *
   * @throws IllegalArgumentException for {@link Granted}
   */
  static String denialText(Decision decision) {
    return switch (decision) {
      case Granted granted -> throw new IllegalArgumentException("granted is no denial");
      case NotDeclared denied ->
          ErrorCode.PERMISSION_NOT_DECLARED.word() + ": " + faultText(denied);
      case NotGranted denied -> ErrorCode.PERMISSION_NOT_GRANTED.word() + ": " + faultText(denied);
    };
  }

  /** The same without the code and its colon. */
  static String faultText(Decision decision) {
    return switch (decision) {
      case Granted granted -> throw new IllegalArgumentException("granted is no denial");
      case NotDeclared denied ->
          denied.want().text() + "; its author must declare it in the manifest";
      case NotGranted denied -> denied.want().text() + "; grant it with " + denied.want().remedy();
    };
  }

  /**
   * What was wanted, in the words of a denial.
   *
   * @param permission the narrowest permission that would have allowed it
   * @param resource what stands after the permission in a denial, as {@code "to api.example.com"},
   *     {@code "of api_key"}; empty if the permission has no scope
   * @param scope the scope that a grant would need, as {@code "api.example.com"}; empty for none
   */
  record Want(PermissionName permission, String resource, String scope) {
    /** A request. */
    static Want of(HttpTarget target) {
      PermissionName permission =
          Permission.reads(target.method()) ? PermissionName.HTTP_READ : PermissionName.HTTP_WRITE;
      String host =
          (target.scheme().equals("http") ? "http://" : "")
              + HostName.withPort(target.scheme(), target.host(), target.port());
      return new Want(permission, permission.preposition() + " " + host, host);
    }

    /** A key, topic, kind, path, action or session. */
    static Want of(PermissionName permission, String name) {
      if (permission.scopeKeys().isEmpty() || name.isEmpty()) {
        return new Want(permission, "", "");
      }
      // A name that cannot be shown as it is cannot be typed either: the remedy is the bare name.
      String scope = Shown.asIs(name) ? Glob.escape(name).replace(",", "\\,") : "";
      return new Want(permission, permission.preposition() + " " + Shown.text(name), scope);
    }

    /** As {@code "http:write to api.example.com"}. */
    public String text() {
      return resource.isEmpty() ? permission.word() : permission.word() + " " + resource;
    }

    /** The flag that would grant it, as {@code "--grant http:write=api.example.com"}. */
    public String remedy() {
      String value = permission.word() + (scope.isEmpty() ? "" : "=" + scope);
      return "--grant " + (plain(value) ? value : "'" + value.replace("'", "'\\''") + "'");
    }

    /** True if no shell reads more than the characters into it. */
    private static boolean plain(String value) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || IpAddress.isDigit(c);
        if (!word && "-._/:@%+=,".indexOf(c) < 0) {
          return false;
        }
      }
      return true;
    }
  }
}
