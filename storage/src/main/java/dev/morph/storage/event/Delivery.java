package dev.morph.storage.event;

import dev.morph.base.json.JsonValue;
import java.time.Instant;

/**
 * An event on its way to a subscriber.
 *
 * @param seq its place in the topic, from 1
 * @param source who emitted it
 * @param at when it was emitted
 * @param attempt 1 for the first delivery
 * @param lease names this attempt
 */
public record Delivery(
    String subscriber,
    String eventId,
    String topic,
    long seq,
    JsonValue payload,
    String source,
    Instant at,
    long attempt,
    String lease) {}
