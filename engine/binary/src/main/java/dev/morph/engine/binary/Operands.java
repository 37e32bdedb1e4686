package dev.morph.engine.binary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a body's validation at one instruction, as an {@link OperandObserver} sees it: the
 * operands and the blocks around. It changes with every instruction; not to be kept. Type indices
 * in the answers are canonical: equal types have the index of the first of them.
 */
public sealed interface Operands permits OperandStack {
  /** How many operands the innermost block has on the stack; those of outer blocks not counted. */
  int size();

  /** How many operands there are on the whole stack, those of outer blocks included. */
  int height();

  /**
   * The type of an operand, 0 being the topmost.
   *
   * @return null if it is unknown because the code is unreachable, or if the innermost block has
   *     fewer operands (which is invalid in reachable code)
   */
  @Nullable ValType fromTop(int n);

  /** How many blocks are open; 1 for the body itself, 0 behind its last {@code end}. */
  int depth();

  /** False behind an instruction that never goes on, up to the end of its block. */
  boolean reachable();

  /**
   * The types of the operands that a branch to a label takes.
   *
   * @param label counted from the innermost block, less than {@link #depth}
   */
  List<ValType> labelTypes(int label);
}
