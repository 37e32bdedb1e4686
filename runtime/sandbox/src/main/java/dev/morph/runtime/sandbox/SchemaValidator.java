package dev.morph.runtime.sandbox;

import dev.morph.base.json.JsonValue;
import java.util.List;

/**
 * Checks parameters against JSON Schema 2020-12. Schemas are written by guests: an implementation
 * bounds their depth and size, follows no remote reference, and takes linear time for patterns.
 * Safe for several threads.
 */
public interface SchemaValidator {
  /**
   * Makes a schema ready.
   *
   * @throws IllegalArgumentException if the schema is not one, or breaks a bound; the message says
   *     where
   */
  Schema compile(JsonValue schema);

  /** A schema that is ready. Safe for several threads. */
  interface Schema {
    /**
     * Checks a value.
     *
     * @param nanosLeft how long it may take
     * @return every fault, as {@code "/name: expected a string, found 12"}; empty if there is none
     * @throws IllegalArgumentException if checking needs more time or depth than is allowed
     */
    List<String> faults(JsonValue value, long nanosLeft);
  }
}
