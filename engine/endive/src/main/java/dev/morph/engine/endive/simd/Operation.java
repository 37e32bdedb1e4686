package dev.morph.engine.endive.simd;

/** What a vector instruction becomes. */
@FunctionalInterface
interface Operation {
  /** Code in the order in which it is written; what has a value is a result, low halves first. */
  Expr[] lower(Use use);
}
