package dev.morph.base.json;

/** A JSON string, unescaped. May hold lone surrogates only if the document escaped them. */
public record JsonString(String value) implements JsonValue {}
