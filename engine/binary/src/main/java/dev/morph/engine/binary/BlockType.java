package dev.morph.engine.binary;

import org.jspecify.annotations.Nullable;

/**
 * The type of a block: a function type's index, or at most one result (core spec 2.4.1).
 *
 * @param typeIndex the index, or -1
 * @param result the result if there is no index, or null for none
 */
public record BlockType(int typeIndex, @Nullable ValType result) {
  /** No parameters and no results. */
  public static final BlockType EMPTY = new BlockType(-1, null);
}
