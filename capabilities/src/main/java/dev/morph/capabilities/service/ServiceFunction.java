package dev.morph.capabilities.service;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonValue;
import dev.morph.component.abi.WitPackages;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A function of {@code morphee:extensions} that asks a service: JSON text in, JSON text out.
 *
 * @param permissions one of them is enough; a denial names the first
 * @param scope what narrows them, as {@code "tasks"}; empty if nothing does
 */
public record ServiceFunction(
    HostFunctionType type, List<PermissionName> permissions, String scope, Work work) {
  private static final String MORPHEE = "morphee:extensions/";

  /** Parameters that hold JSON text in the canonical ABI. */
  private static final Set<String> JSON_PARAMS =
      Set.of("params", "filter", "changes", "query", "payload");

  public ServiceFunction {
    permissions = List.copyOf(permissions);
  }

  /** What is done once the rights are checked. */
  @FunctionalInterface
  public interface Work {
    /**
     * Asks the service.
     *
     * @return what the guest is answered
     * @throws dev.morph.base.MorphException which the guest is to see
     */
    JsonValue run(ServiceCall call);
  }

  /**
   * A function of an interface of WIT.
   *
   * @param witInterface as {@code "data"}
   * @param name as {@code "create-task"}
   */
  public static ServiceFunction of(
      String witInterface, String name, List<PermissionName> permissions, String scope, Work work) {
    return new ServiceFunction(type(witInterface, name, true), permissions, scope, work);
  }

  /**
   * How guests of both ABIs find a function.
   *
   * @param jsonReply whether its answer is JSON text too
   */
  public static HostFunctionType type(String witInterface, String name, boolean jsonReply) {
    var type =
        WitPackages.importedFunction(MORPHEE + witInterface, name)
            .orElseThrow(() -> new IllegalArgumentException(witInterface + " has no " + name));
    return new HostFunctionType(
        type,
        new HostFunctionType.Canonical(MORPHEE + witInterface + "@1.0.0", name),
        new HostFunctionType.Bytes(
            witInterface + "_" + name.replace('-', '_'), null, Map.of(), JSON_PARAMS, jsonReply));
  }

  /** The function under a policy. */
  Handler handler(Policy policy) {
    return (call, arguments) -> answer(policy, call, arguments);
  }

  private Object answer(Policy policy, CallContext call, Object[] arguments) {
    call.require(policy.anyOf(permissions, scope));
    return Json.write(ServiceCall.guarded(() -> work.run(new ServiceCall(call, arguments))));
  }
}
