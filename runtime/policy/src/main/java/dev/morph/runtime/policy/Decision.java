package dev.morph.runtime.policy;

/** Answer to one guest request for a host resource. */
public sealed interface Decision {
  /** Allowed. */
  record Granted() implements Decision {}

  /** The extension's manifest never asked for this. */
  record NotDeclared(Want want) implements Decision {}

  /** The manifest asked; nobody granted. */
  record NotGranted(Want want) implements Decision {}

  /**
   * What was wanted, in the words of a denial.
   *
   * @param permission the narrowest permission that would have allowed it
   * @param resource what stands after the permission in a denial, as {@code "to api.example.com"},
   *     {@code "of api_key"}; empty if the permission has no scope
   * @param scope the scope that a grant would need, as {@code "api.example.com"}; empty for none
   */
  record Want(PermissionName permission, String resource, String scope) {
    /** As {@code "http:write to api.example.com"}. */
    public String text() {
      return resource.isEmpty() ? permission.word() : permission.word() + " " + resource;
    }

    /** The flag that would grant it, as {@code "--grant http:write=api.example.com"}. */
    public String remedy() {
      return "--grant " + permission.word() + (scope.isEmpty() ? "" : "=" + scope);
    }
  }
}
