package dev.morph.ir.types;

import dev.morph.ir.Name;
import org.jspecify.annotations.Nullable;

/**
 * What variables mean at a place: the last one, and all before it.
 *
 * @param level cells made deeper than this belong to the definition alone: each use has its own
 */
record Scope(@Nullable Scope outer, Name name, Term type, int level) {
  /** The level of what has one type wherever it is used. */
  static final int ONE_TYPE = Integer.MAX_VALUE;

  static @Nullable Scope find(@Nullable Scope scope, Name name) {
    for (Scope at = scope; at != null; at = at.outer) {
      if (at.name.equals(name)) {
        return at;
      }
    }
    return null;
  }
}
