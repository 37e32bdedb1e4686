package dev.morph.engine.binary;

import org.jspecify.annotations.Nullable;

/**
 * A global.
 *
 * @param initial its first value; null if it is imported
 */
public record GlobalType(ValType type, boolean mutable, @Nullable Expression initial) {}
