package dev.morph.ir.inspect;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something of a distribution that has a name.
 *
 * @param parent the key of what it is part of; null if that is the distribution
 * @param parts what it means; equal objects mean the same
 */
record Item(
    IrDiff.Kind kind, String name, @Nullable String parent, Map<IrDiff.Part, Object> parts) {}
