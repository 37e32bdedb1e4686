package dev.morph.runtime.policy;

import static dev.morph.runtime.policy.PermissionName.DATA_READ;
import static dev.morph.runtime.policy.PermissionName.DATA_WRITE;
import static dev.morph.runtime.policy.PermissionName.EVENT_EMIT;
import static dev.morph.runtime.policy.PermissionName.FS_READ;
import static dev.morph.runtime.policy.PermissionName.FS_WRITE;
import static dev.morph.runtime.policy.PermissionName.HTTP_READ;
import static dev.morph.runtime.policy.PermissionName.HTTP_WRITE;
import static dev.morph.runtime.policy.PermissionName.NOTIFY_SEND;
import static dev.morph.runtime.policy.PermissionName.SPACE_READ;
import static dev.morph.runtime.policy.PermissionName.TASK_CREATE;
import static dev.morph.runtime.policy.PermissionName.VAULT_READ;
import static dev.morph.runtime.policy.PermissionName.VAULT_WRITE;

import java.util.List;
import java.util.Map;

/** Which permissions the functions need that a guest imports (docs/reference/permissions.md). */
public final class ImportPermissions {
  private static final String WIT = "morphee:extensions/";

  private static final Need HTTP = new Need(List.of(HTTP_READ, HTTP_WRITE), "");
  private static final Need FILES = new Need(List.of(FS_READ, FS_WRITE), "");
  private static final Need READ_FILES = new Need(List.of(FS_READ), "");
  private static final Need WRITE_FILES = new Need(List.of(FS_WRITE), "");
  private static final Need NOTHING = new Need(List.of(), "");

  /** By the names of the bytes ABI. */
  private static final Map<String, Need> FUNCTIONS =
      Map.ofEntries(
          Map.entry("http", HTTP),
          Map.entry("vault_get_secret", new Need(List.of(VAULT_READ), "")),
          Map.entry("vault_set_secret", new Need(List.of(VAULT_WRITE), "")),
          Map.entry("events_emit", new Need(List.of(EVENT_EMIT), "")),
          Map.entry("data_create_task", new Need(List.of(DATA_WRITE, TASK_CREATE), "tasks")),
          Map.entry("data_get_task", new Need(List.of(DATA_READ), "tasks")),
          Map.entry("data_list_tasks", new Need(List.of(DATA_READ), "tasks")),
          Map.entry("data_update_task", new Need(List.of(DATA_WRITE), "tasks")),
          Map.entry("data_create_conversation", new Need(List.of(DATA_WRITE), "conversations")),
          Map.entry("data_get_conversation", new Need(List.of(DATA_READ), "conversations")),
          Map.entry("data_list_conversations", new Need(List.of(DATA_READ), "conversations")),
          Map.entry("data_update_conversation", new Need(List.of(DATA_WRITE), "conversations")),
          Map.entry("data_put_memory", new Need(List.of(DATA_WRITE), "memory")),
          Map.entry("data_search_memory", new Need(List.of(DATA_READ), "memory")),
          Map.entry("space_get_current", new Need(List.of(SPACE_READ), "")),
          Map.entry("space_list", new Need(List.of(SPACE_READ), "")),
          Map.entry("notify_send", new Need(List.of(NOTIFY_SEND), "")),
          Map.entry("fs_read", READ_FILES),
          Map.entry("fs_list", READ_FILES),
          Map.entry("fs_write", WRITE_FILES));

  /** What reaches files; every C library imports the rest, as {@code fd_write}. */
  private static final Map<String, Need> PREVIEW_1 =
      Map.ofEntries(
          Map.entry("path_open", FILES),
          Map.entry("path_filestat_get", READ_FILES),
          Map.entry("path_readlink", READ_FILES),
          Map.entry("fd_readdir", READ_FILES),
          Map.entry("path_create_directory", WRITE_FILES),
          Map.entry("path_filestat_set_times", WRITE_FILES),
          Map.entry("path_link", WRITE_FILES),
          Map.entry("path_remove_directory", WRITE_FILES),
          Map.entry("path_rename", WRITE_FILES),
          Map.entry("path_symlink", WRITE_FILES),
          Map.entry("path_unlink_file", WRITE_FILES));

  private static final Map<String, Need> WASI =
      Map.of("wasi:http/outgoing-handler", HTTP, "wasi:filesystem/types", FILES);

  private ImportPermissions() {}

  /**
   * What a function needs.
   *
   * @param permissions one of them is enough; empty if it is always allowed
   * @param kind the kind of data that the scope must have; empty if there is no such thing
   */
  record Need(List<PermissionName> permissions, String kind) {
    boolean coveredBy(Rights rights, PermissionSet declared) {
      for (PermissionName permission : permissions) {
        boolean enough =
            kind.isEmpty() || permission == TASK_CREATE
                ? declared.permissions().stream()
                    .anyMatch(one -> one.name() == permission && !one.empty())
                : rights.covers(permission, kind);
        if (enough) {
          return true;
        }
      }
      return permissions.isEmpty();
    }
  }

  /**
   * The permissions of which one is enough for an import; empty for what is always allowed, and for
   * what is no function of ours.
   *
   * @param module as {@code "morph"}, {@code "morphee:extensions/http@1.0.0"}
   * @param name as {@code "vault_get_secret"}, {@code "get-secret"}
   */
  public static List<PermissionName> of(String module, String name) {
    return need(module, name).permissions();
  }

  static Need need(String module, String name) {
    if (module.equals("morph")) {
      return FUNCTIONS.getOrDefault(name, NOTHING);
    }
    if (module.equals("wasi_snapshot_preview1")) {
      return PREVIEW_1.getOrDefault(name, NOTHING);
    }
    int at = module.indexOf('@');
    String bare = at < 0 ? module : module.substring(0, at);
    if (!bare.startsWith(WIT)) {
      return name.startsWith("[resource-drop]") ? NOTHING : WASI.getOrDefault(bare, NOTHING);
    }
    String capability = bare.substring(WIT.length());
    return FUNCTIONS.getOrDefault(
        capability.equals("http") ? capability : capability + "_" + name.replace('-', '_'),
        NOTHING);
  }
}
