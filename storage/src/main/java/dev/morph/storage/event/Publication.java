package dev.morph.storage.event;

/** What became of an event that was published. */
public sealed interface Publication {
  /**
   * It is durable and waits for its subscribers.
   *
   * @param subscribers how many get it; with none it was not kept
   */
  record Accepted(String eventId, int subscribers) implements Publication {}

  /**
   * A subscriber has as many events as may wait for it, those that failed among them. Nobody gets
   * this one.
   *
   * @param capacity how many may wait
   */
  record Full(String subscriber, int capacity) implements Publication {}
}
