package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.Opcode;

/** Instructions that see no lanes. */
final class WholeVectors {
  private WholeVectors() {}

  static void define(Operations operations) {
    operations.unary("v128.not", Expr::not);
    operations.binary("v128.and", (a, b) -> a.and(b));
    operations.binary("v128.andnot", (a, b) -> a.and(b.not()));
    operations.binary("v128.or", (a, b) -> a.or(b));
    operations.binary("v128.xor", (a, b) -> a.xor(b));
    operations.define("v128.bitselect", use -> new Expr[] {selected(use, 0), selected(use, 1)});
    operations.test(
        "v128.any_true", (low, high) -> Expr.of(Opcode.I64_NE, low.or(high), Expr.i64(0)));
    operations.define(
        "v128.const",
        use ->
            new Expr[] {
              Expr.i64(use.instruction().bits()), Expr.i64(use.instruction().highBits())
            });
  }

  private static Expr selected(Use use, int half) {
    Expr yes = use.operand(half);
    Expr no = use.operand(2 + half);
    return no.xor(yes.xor(no).and(use.operand(4 + half)));
  }
}
