package dev.morph.storage.event;

import dev.morph.base.json.JsonValue;
import dev.morph.storage.data.Owner;
import java.time.Instant;

/**
 * Something that an extension says has happened.
 *
 * @param topic as {@code issue.created}; see {@link Topics}
 * @param source the id of the extension that emitted it
 * @param at when
 * @param owner for whom it was emitted: those who listen act for the same user and group
 * @param spaceId the space of the call that emitted it; empty if it had none
 * @param hops events that led to it, each emitted by a listener of the one before; 1 or more
 */
public record Event(
    String topic,
    JsonValue payload,
    String source,
    Instant at,
    Owner owner,
    String spaceId,
    int hops) {
  /** The longest chain of events in which each is emitted by a listener of the one before. */
  public static final int MOST_HOPS = 8;

  /**
   * @throws IllegalArgumentException if the topic is none, or {@code hops} is out of its range
   */
  public Event {
    if (!Topics.isTopic(topic)) {
      throw new IllegalArgumentException("a topic is " + Topics.ACCEPTED);
    }
    if (hops < 1 || hops > MOST_HOPS) {
      throw new IllegalArgumentException("hops are 1 to " + MOST_HOPS + ", not " + hops);
    }
  }
}
