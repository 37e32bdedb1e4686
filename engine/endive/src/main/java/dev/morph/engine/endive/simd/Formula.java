package dev.morph.engine.endive.simd;

/** Scalar code over operands that are locals or constants, so that they may be used repeatedly. */
@FunctionalInterface
interface Formula {
  Expr of(Expr[] operands);
}
