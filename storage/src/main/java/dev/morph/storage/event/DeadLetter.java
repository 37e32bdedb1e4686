package dev.morph.storage.event;

import dev.morph.base.json.JsonValue;
import java.time.Instant;

/**
 * An event that a subscriber could not take.
 *
 * @param attempts how often it was delivered
 * @param error what was said of the last attempt
 */
public record DeadLetter(
    String subscriber,
    String eventId,
    String topic,
    JsonValue payload,
    String source,
    Instant at,
    long attempts,
    String error) {}
