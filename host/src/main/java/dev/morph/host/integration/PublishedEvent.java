package dev.morph.host.integration;

import dev.morph.base.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An event that an integration may emit. Immutable.
 *
 * @param name its topic
 * @param description for people; may be empty
 * @param payload JSON Schema of what it carries; null where none is given
 */
public record PublishedEvent(String name, String description, @Nullable JsonObject payload) {}
