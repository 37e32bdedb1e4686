package dev.morph.capabilities.event;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.capabilities.rate.MinuteRate;
import dev.morph.capabilities.service.ServiceCall;
import dev.morph.capabilities.service.ServiceFunction;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.policy.Policy;
import dev.morph.storage.event.Event;
import dev.morph.storage.event.EventBus;
import dev.morph.storage.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code morphee:extensions/events}: events to whoever listens, each topic checked, so many in a
 * minute for all calls of an extension together.
 */
public final class EventCapability implements Capability {
  /** The largest payload, as JSON in UTF-8. */
  public static final int MAX_PAYLOAD_BYTES = 64 * 1024;

  /** Its request is JSON in the bytes ABI, but it has no result. */
  static final HostFunctionType EMIT = ServiceFunction.type("events", "emit", false);

  private final Supplier<EventBus> bus;
  private final LongSupplier nanoClock;

  EventCapability(Supplier<EventBus> bus, LongSupplier nanoClock) {
    this.bus = bus;
    this.nanoClock = nanoClock;
  }

  /** Onto this bus, asked for when a guest first emits an event. */
  public static EventCapability create(Supplier<EventBus> bus) {
    return new EventCapability(bus, System::nanoTime);
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public List<HostFunctionType> link() {
    return List.of(EMIT);
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    MinuteRate rate =
        new MinuteRate(
            ErrorCode.LIMIT_EVENT_RATE, "events", limits.value(Limit.EVENT_RATE), nanoClock);
    return function ->
        (call, arguments) -> {
          emit(policy, rate, call, (String) arguments[0], (String) arguments[1]);
          return null;
        };
  }

  private void emit(
      Policy policy, MinuteRate rate, CallContext call, String topic, String payload) {
    if (!Topics.isTopic(topic)) {
      throw new HostFault(
          ErrorCode.REQUEST_INVALID, "event_name is no topic; a topic is " + Topics.ACCEPTED);
    }
    call.require(policy.named(PermissionName.EVENT_EMIT, topic));
    int size = payload.getBytes(StandardCharsets.UTF_8).length;
    if (size > MAX_PAYLOAD_BYTES) {
      throw new HostFault(
          ErrorCode.REQUEST_INVALID,
          "payload has " + size + " bytes; at most " + MAX_PAYLOAD_BYTES + " are accepted");
    }
    int hops = call.caller().hops() + 1;
    if (hops > Event.MOST_HOPS) {
      throw new HostFault(
          ErrorCode.LIMIT_EVENT_RATE,
          "this call was led to by "
              + Event.MOST_HOPS
              + " events, each emitted by who got the one before; a listener that answers events"
              + " with events must come to an end");
    }
    rate.take();
    ServiceCall service = new ServiceCall(call, new Object[0]);
    Event event =
        new Event(
            topic,
            json(payload),
            service.sender().value(),
            Instant.now(),
            service.owner(),
            call.caller().spaceId(),
            hops);
    @Nullable Object unused =
        ServiceCall.<@Nullable Object>guarded(() -> {
          bus.get().publish(event);
          return null;
        });
  }

  /** Text that is no JSON is taken as a JSON string. */
  private static JsonValue json(String payload) {
    try {
      return Json.parse(payload);
    } catch (JsonException e) {
      return new JsonString(payload);
    }
  }
}
