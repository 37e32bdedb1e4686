package dev.morph.engine.binary;

/**
 * Is told of each instruction while a module is validated, so that a pass can use the operands'
 * types. What it sees may yet turn out to be invalid: a result counts only if the validator
 * returns. Called by one thread; what it throws ends the validation.
 */
public interface OperandObserver {
  /**
   * A body begins.
   *
   * @param function the function's index, imported ones counted
   */
  default void enter(int function, FunctionBody body) {}

  /** Before an instruction takes its operands; its immediates are not checked yet. */
  void before(InstructionReader instruction, Operands operands);

  /** After a valid instruction has given its results. */
  default void after(InstructionReader instruction, Operands operands) {}
}
