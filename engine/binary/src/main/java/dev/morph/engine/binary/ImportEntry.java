package dev.morph.engine.binary;

/**
 * An import.
 *
 * @param index its number among those of its kind, which imports share with definitions
 * @param start where the entry begins in the bytes
 * @param end where the next begins
 */
public record ImportEntry(
    String module, String name, ExternKind kind, int index, int start, int end) {}
