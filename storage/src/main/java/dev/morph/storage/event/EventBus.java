package dev.morph.storage.event;

/**
 * Takes the events that extensions emit. Implementations are safe for several threads; an
 * application may have its own in the place of {@link QueuedEvents}.
 */
@FunctionalInterface
public interface EventBus {
  /**
   * Takes an event; when this returns it is as durable as the bus makes anything.
   *
   * @throws dev.morph.base.MorphException {@code busy} if those who listen have as many waiting as
   *     may wait, {@code store-unavailable} if nothing could be done; the emitting call is answered
   *     that
   */
  void publish(Event event);
}
