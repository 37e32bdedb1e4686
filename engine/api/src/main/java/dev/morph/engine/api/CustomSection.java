package dev.morph.engine.api;

/**
 * A custom section.
 *
 * @param bytes its content; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record CustomSection(String name, byte[] bytes) {}
