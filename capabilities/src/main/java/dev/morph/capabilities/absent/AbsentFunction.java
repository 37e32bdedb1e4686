package dev.morph.capabilities.absent;

import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitPackages;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Decision;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A host function without a back end, and the rights that a call of it needs.
 *
 * @param permissions one of them is enough, a denial names the first; empty if none is needed
 * @param kind what the rights are narrowed by; null if the first argument says it
 */
record AbsentFunction(
    HostFunctionType type, List<PermissionName> permissions, @Nullable String kind) {
  private static final String MORPHEE = "morphee:extensions/";

  /** Parameters that hold JSON text (docs/reference/host-functions.md). */
  private static final Set<String> JSON_PARAMS =
      Set.of("params", "filter", "changes", "query", "payload", "request");

  /** All of them; the types of those that WIT has are of {@link WitPackages}. */
  static List<AbsentFunction> all() {
    List<AbsentFunction> all = new ArrayList<>();
    all.add(named("events", "emit", PermissionName.EVENT_EMIT));
    data(all, "create-task", "tasks", PermissionName.DATA_WRITE, PermissionName.TASK_CREATE);
    data(all, "get-task", "tasks", PermissionName.DATA_READ);
    data(all, "list-tasks", "tasks", PermissionName.DATA_READ);
    data(all, "update-task", "tasks", PermissionName.DATA_WRITE);
    data(all, "create-conversation", "conversations", PermissionName.DATA_WRITE);
    data(all, "get-conversation", "conversations", PermissionName.DATA_READ);
    data(all, "list-conversations", "conversations", PermissionName.DATA_READ);
    data(all, "update-conversation", "conversations", PermissionName.DATA_WRITE);
    data(all, "put-memory", "memory", PermissionName.DATA_WRITE);
    data(all, "search-memory", "memory", PermissionName.DATA_READ);
    all.add(new AbsentFunction(of("space", "get-current"), List.of(PermissionName.SPACE_READ), ""));
    all.add(new AbsentFunction(of("space", "list"), List.of(PermissionName.SPACE_READ), ""));
    all.add(new AbsentFunction(of("notify", "send"), List.of(PermissionName.NOTIFY_SEND), ""));
    all.add(new AbsentFunction(bytesOnly("ir_helpers"), List.of(), ""));
    return List.copyOf(all);
  }

  private static AbsentFunction named(String witInterface, String name, PermissionName permission) {
    return new AbsentFunction(of(witInterface, name), List.of(permission), null);
  }

  private static void data(
      List<AbsentFunction> all, String name, String kind, PermissionName... permissions) {
    all.add(new AbsentFunction(of("data", name), List.of(permissions), kind));
  }

  private static HostFunctionType of(String witInterface, String name) {
    WitFunction type =
        WitPackages.importedFunction(MORPHEE + witInterface, name)
            .orElseThrow(
                () -> new IllegalStateException("no function " + witInterface + " " + name));
    return new HostFunctionType(
        type,
        new HostFunctionType.Canonical(MORPHEE + witInterface + "@1.0.0", name),
        new HostFunctionType.Bytes(
            witInterface + "_" + name.replace('-', '_'), null, Map.of(), JSON_PARAMS));
  }

  private static HostFunctionType bytesOnly(String name) {
    WitType text = WitType.Primitive.STRING;
    return new HostFunctionType(
        new WitFunction(
            List.of(new WitType.Field("request", text)), new WitType.Result(text, text)),
        null,
        new HostFunctionType.Bytes(name, null, Map.of(), JSON_PARAMS));
  }

  /** Both gates; granted where no right is needed. */
  Decision decide(Policy policy, Object[] arguments) {
    return permissions.isEmpty()
        ? new Decision.Granted()
        : policy.anyOf(permissions, kind == null ? (String) arguments[0] : kind);
  }

  /** As guests of either ABI know it. */
  String shown() {
    HostFunctionType.Canonical canonical = type.canonical();
    HostFunctionType.Bytes bytes = type.bytes();
    if (canonical == null) {
      return bytes == null ? "" : bytes.name();
    }
    return canonical.module().substring(MORPHEE.length(), canonical.module().indexOf('@'))
        + " "
        + canonical.name();
  }
}
