package dev.morph.engine.binary;

/**
 * Limits of a memory (pages of 64 KiB) or a table (elements).
 *
 * @param min the least, at most {@code Long.MAX_VALUE}
 * @param max the most it may grow to, or -1 if none is declared
 */
public record Limits(long min, long max) {}
