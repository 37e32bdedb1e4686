package dev.morph.base.json;

/** A JSON value (RFC 8259). Immutable, safe to share. */
public sealed interface JsonValue
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {}
