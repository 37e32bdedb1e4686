package dev.morph.host;

import java.util.Map;
import java.util.Optional;

/** Which permission each import needs (docs/reference/permissions.md). */
final class ImportPermissions {
  private static final String HTTP = "http:read|http:write";
  private static final String CREATE_TASK = "data:write|task:create";

  private static final Map<String, String> BYTES =
      Map.ofEntries(
          Map.entry("http", HTTP),
          Map.entry("vault_get_secret", "vault:read"),
          Map.entry("vault_set_secret", "vault:write"),
          Map.entry("events_emit", "event:emit"),
          Map.entry("data_create_task", CREATE_TASK),
          Map.entry("data_get_task", "data:read"),
          Map.entry("data_list_tasks", "data:read"),
          Map.entry("data_update_task", "data:write"),
          Map.entry("data_create_conversation", "data:write"),
          Map.entry("data_get_conversation", "data:read"),
          Map.entry("data_list_conversations", "data:read"),
          Map.entry("data_update_conversation", "data:write"),
          Map.entry("data_put_memory", "data:write"),
          Map.entry("data_search_memory", "data:read"),
          Map.entry("space_get_current", "space:read"),
          Map.entry("space_list", "space:read"),
          Map.entry("notify_send", "notify:send"),
          Map.entry("fs_read", "fs:read"),
          Map.entry("fs_list", "fs:read"),
          Map.entry("fs_write", "fs:write"));

  private ImportPermissions() {}

  /** The permission behind an import; empty for what is always allowed. */
  static Optional<String> of(String module, String name) {
    if (module.equals("morph")) {
      return Optional.ofNullable(BYTES.get(name));
    }
    int at = module.indexOf('@');
    String bare = at < 0 ? module : module.substring(0, at);
    if (!bare.startsWith("morphee:extensions/")) {
      return Optional.empty();
    }
    String capability = bare.substring("morphee:extensions/".length());
    if (capability.equals("http")) {
      return Optional.of(HTTP);
    }
    String prefix = capability.equals("data") ? "data_" : capability + "_";
    return Optional.ofNullable(BYTES.get(prefix + name.replace('-', '_')));
  }
}
