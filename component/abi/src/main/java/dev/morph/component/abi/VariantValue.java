package dev.morph.component.abi;

import org.jspecify.annotations.Nullable;

/**
 * A value of a {@code variant}.
 *
 * @param payload null where the case has none
 */
public record VariantValue(String caseName, @Nullable Object payload) {}
