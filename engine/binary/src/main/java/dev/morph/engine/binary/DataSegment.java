package dev.morph.engine.binary;

import org.jspecify.annotations.Nullable;

/**
 * A data segment (core spec 2.5.8).
 *
 * @param memory of an active segment, -1 of a passive one
 * @param offset of an active segment, else null
 * @param start where its bytes begin
 * @param end where they end
 */
public record DataSegment(int memory, @Nullable Expression offset, int start, int end) {}
