package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ValType;

/**
 * One use of a vector instruction: its operands, each in locals, its immediates, and what its code
 * may take. An operand v128 is two, the low half first.
 */
final class Use {
  private final InstructionReader instruction;
  private final Expr[] operands;
  private final Code code;
  private final Helpers helpers;

  Use(InstructionReader instruction, Expr[] operands, Code code, Helpers helpers) {
    this.instruction = instruction;
    this.operands = operands;
    this.code = code;
    this.helpers = helpers;
  }

  /** An operand. */
  Expr operand(int index) {
    return operands[index];
  }

  /** The instruction, for its immediates. */
  InstructionReader instruction() {
    return instruction;
  }

  /**
   * A formula over these operands: in place if it is short, else as a call of a helper function.
   *
   * @param key tells formulas apart; one of the same key has the same code
   */
  Expr formula(String key, Formula formula, Expr... over) {
    return helpers.apply(key, formula, over);
  }

  /** Whether a more general formula should be used, since there are many and this one is new. */
  boolean wantsFewer(String key) {
    return helpers.wantsFewer(key);
  }

  /** A value that several results use: the first expression computes it, the second reads it. */
  Expr[] shared(Expr value) {
    ValType type = value.type();
    int local = code.scratch(type);
    return new Expr[] {Expr.assign(local, value), Expr.local(local, type)};
  }
}
