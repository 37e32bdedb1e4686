package dev.morph.distribution.manifest;

import dev.morph.base.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says of an action; null where it says nothing. Immutable.
 *
 * @param name of 1 to 256 characters
 * @param parameters a JSON Schema; a list of the nested form is turned into one
 * @param returns a JSON Schema
 * @param aiAccess {@code "execute"}, {@code "ask"} or {@code "never"}
 * @param sideEffect {@code "read"} or {@code "write"}
 */
public record ManifestAction(
    String name,
    @Nullable String description,
    @Nullable JsonObject parameters,
    @Nullable JsonObject returns,
    @Nullable String aiAccess,
    @Nullable String sideEffect) {}
