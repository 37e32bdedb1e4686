package dev.morph.storage.event;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.data.Owner;

/**
 * Events by way of a queue: what one publishes here, another reads from a delivery of the queue,
 * also in another process. Safe for several threads.
 *
 * <p>The payload in the queue is {@code {"payload", "hops", "user_id"?, "group_id"?, "space_id"?}}.
 */
public final class QueuedEvents implements EventBus {
  private final EventQueue queue;
  private final Runnable published;

  /**
   * Publishes to this queue.
   *
   * @param published called after each event that somebody gets, to look for it at once
   */
  public QueuedEvents(EventQueue queue, Runnable published) {
    this.queue = queue;
    this.published = published;
  }

  @Override
  public void publish(Event event) {
    JsonObject.Builder kept =
        JsonObject.builder().put("payload", event.payload()).put("hops", event.hops());
    putId(kept, "user_id", event.owner().userId());
    putId(kept, "group_id", event.owner().groupId());
    putId(kept, "space_id", event.spaceId());
    Publication outcome = queue.publish(event.topic(), kept.build(), event.source(), event.at());
    switch (outcome) {
      case Publication.Full full ->
          throw new MorphException(
              ErrorCode.BUSY,
              "somebody who listens to "
                  + event.topic()
                  + " has "
                  + full.capacity()
                  + " events waiting, which is the most; nobody got this one. Try again later");
      case Publication.Accepted accepted -> {
        if (accepted.subscribers() > 0) {
          published.run();
        }
      }
    }
  }

  /**
   * The event that a delivery of the queue holds.
   *
   * @throws MorphException ({@code store-unavailable}) if it was not published by this class
   */
  public static Event event(Delivery delivery) {
    if (delivery.payload() instanceof JsonObject kept
        && kept.get("hops") instanceof JsonNumber hops) {
      JsonValue payload = kept.get("payload");
      try {
        if (payload != null) {
          return new Event(
              delivery.topic(),
              payload,
              delivery.source(),
              delivery.at(),
              new Owner(id(kept, "user_id"), id(kept, "group_id")),
              id(kept, "space_id"),
              Math.toIntExact(hops.longValueExact()));
        }
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw strange(e);
      }
    }
    throw strange(null);
  }

  private static MorphException strange(@org.jspecify.annotations.Nullable Exception cause) {
    return new MorphException(
        ErrorCode.STORE_UNAVAILABLE,
        "an event of the queue does not have the form of those that extensions emit",
        cause);
  }

  private static void putId(JsonObject.Builder kept, String name, String id) {
    if (!id.isEmpty()) {
      kept.put(name, id);
    }
  }

  private static String id(JsonObject kept, String name) {
    return kept.get(name) instanceof JsonString(String id) ? id : "";
  }
}
