package dev.morph.runtime.policy;

import java.util.Optional;

/** The rights that exist (docs/reference/permissions.md). */
public enum PermissionName {
  HTTP_READ("http:read"),
  HTTP_WRITE("http:write"),
  VAULT_READ("vault:read"),
  VAULT_WRITE("vault:write"),
  EVENT_EMIT("event:emit"),
  EVENT_LISTEN("event:listen"),
  DATA_READ("data:read"),
  DATA_WRITE("data:write"),
  TASK_CREATE("task:create"),
  SPACE_READ("space:read"),
  NOTIFY_SEND("notify:send"),
  FS_READ("fs:read"),
  FS_WRITE("fs:write"),
  EXTENSION_CALL("extension:call"),
  SESSION_SEND("session:send");

  private final String word;

  PermissionName(String word) {
    this.word = word;
  }

  /** As it stands in manifests, {@code "http:read"}. */
  public String word() {
    return word;
  }

  /** The permission with this word, if there is one. */
  public static Optional<PermissionName> of(String word) {
    for (PermissionName name : values()) {
      if (name.word.equals(word)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
