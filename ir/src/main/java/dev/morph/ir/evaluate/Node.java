package dev.morph.ir.evaluate;

/**
 * A value expression made ready for evaluation: names are slots of a frame. Immutable but for
 * caches, safe to share. Each evaluates its parts in its own method: a node within a node takes one
 * frame of the stack, not two.
 */
abstract class Node {
  /** Stands for a call in tail position, which the machine holds; see {@link Machine#run}. */
  static final Object TAIL_CALL = new Object();

  /** Where a frame holds what its function captured; the arguments follow. */
  static final int CAPTURED = 0;

  /** Where a frame holds the first argument. */
  static final int ARGUMENTS = 1;

  /**
   * Evaluates this.
   *
   * @param frame the variables of the function that this is part of
   * @return {@link #TAIL_CALL} only from a node that was compiled for a tail position
   */
  abstract Object eval(Machine machine, Object[] frame);
}
