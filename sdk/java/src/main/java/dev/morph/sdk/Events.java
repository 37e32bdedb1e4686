package dev.morph.sdk;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;

/** Events that other extensions and hosts may listen to. */
public final class Events {
  private Events() {}

  /**
   * Emits an event.
   *
   * @throws HostException if {@code event:emit} of this topic is not granted
   */
  public static void emit(String name, JsonValue payload) {
    Imports.ask(
        Imports::eventsEmit,
        JsonObject.builder().put("event_name", name).put("payload", payload).build());
  }
}
