package dev.morph.ir;

import org.jspecify.annotations.Nullable;

/**
 * Something with its documentation.
 *
 * @param doc null if the document has no place for it there; often empty
 */
public record Documented<T>(@Nullable String doc, T value) {}
