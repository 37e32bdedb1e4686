package dev.morph.capabilities.space;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonValue;
import dev.morph.capabilities.service.ServiceCall;
import dev.morph.capabilities.service.ServiceCapability;
import dev.morph.capabilities.service.ServiceFunction;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.storage.space.Space;
import dev.morph.storage.space.SpaceService;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code morphee:extensions/space}: the spaces of the call's user and group. The current one is
 * that of the call's context, and without one there that of the service.
 */
public final class SpaceCapability {
  private static final List<PermissionName> READ = List.of(PermissionName.SPACE_READ);

  private SpaceCapability() {}

  /** Over this service, asked for when a guest first needs it. */
  public static Capability create(Supplier<SpaceService> spaces) {
    return new ServiceCapability(
        "space",
        List.of(
            ServiceFunction.of(
                "space", "get-current", READ, "", call -> current(spaces.get(), call)),
            ServiceFunction.of("space", "list", READ, "", call -> list(spaces.get(), call))));
  }

  private static JsonValue current(SpaceService spaces, ServiceCall call) {
    if (call.caller().spaceId().isEmpty()) {
      return spaces.current(call.owner()).<JsonValue>map(Space::toJson).orElse(JsonNull.NULL);
    }
    return all(spaces, call).stream()
        .filter(Space::current)
        .findFirst()
        .<JsonValue>map(Space::toJson)
        .orElse(JsonNull.NULL);
  }

  private static JsonValue list(SpaceService spaces, ServiceCall call) {
    return new JsonArray(all(spaces, call).stream().<JsonValue>map(Space::toJson).toList());
  }

  private static List<Space> all(SpaceService spaces, ServiceCall call) {
    String current = call.caller().spaceId();
    List<Space> all = spaces.list(call.owner());
    return current.isEmpty()
        ? all
        : all.stream()
            .map(space ->
                new Space(space.id(), space.name(), space.path(), space.id().equals(current)))
            .toList();
  }
}
