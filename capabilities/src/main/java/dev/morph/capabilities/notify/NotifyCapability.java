package dev.morph.capabilities.notify;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.capabilities.service.ServiceCall;
import dev.morph.capabilities.service.ServiceCapability;
import dev.morph.capabilities.service.ServiceFunction;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.storage.notice.NotificationFields;
import dev.morph.storage.notice.NotificationService;
import java.util.List;
import java.util.function.Supplier;

/** {@code morphee:extensions/notify}: notifications to the call's user and group. */
public final class NotifyCapability {
  private NotifyCapability() {}

  /** Over this service, asked for when a guest first needs it. */
  public static Capability create(Supplier<NotificationService> notifications) {
    return new ServiceCapability(
        "notify",
        List.of(
            ServiceFunction.of(
                "notify",
                "send",
                List.of(PermissionName.NOTIFY_SEND),
                "",
                call -> send(notifications, call))));
  }

  private static JsonValue send(Supplier<NotificationService> notifications, ServiceCall call) {
    NotificationFields fields = NotificationFields.fromJson(call.written(0, "params"));
    return JsonObject.builder()
        .put("id", notifications.get().add(call.owner(), call.sender(), fields).id())
        .build();
  }
}
