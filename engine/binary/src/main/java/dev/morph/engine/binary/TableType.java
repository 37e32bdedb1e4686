package dev.morph.engine.binary;

import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param initial what its elements are at first; null means null references, or an imported table
 */
public record TableType(ValType element, Limits limits, @Nullable Expression initial) {}
