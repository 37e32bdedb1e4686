package dev.morph.engine.endive;

import java.util.Deque;
import run.endive.runtime.Instance;
import run.endive.runtime.MStack;
import run.endive.runtime.StackFrame;
import run.endive.runtime.WasmException;
import run.endive.runtime.internal.CompilerInterpreterMachine;

/**
 * As {@link WholeInterpreter}, for the functions of an instance that are too large to be compiled.
 */
public final class PartInterpreter extends CompilerInterpreterMachine {
  /** An interpreter of some functions of an instance. */
  public PartInterpreter(Instance instance, int[] functions) {
    super(instance, functions);
  }

  @Override
  protected void eval(MStack stack, Instance instance, Deque<StackFrame> frames) {
    int depth = frames.size();
    try {
      while (true) {
        try {
          super.eval(stack, instance, frames);
          return;
        } catch (WasmException e) {
          Interpreters.trim(frames, depth);
          int number = GuestExceptions.registerException(instance, e);
          // throws it again if the frame has no handler
          THROW_REF(instance, number, stack, frames.element(), frames);
        }
      }
    } finally {
      Interpreters.trim(frames, depth - 1);
    }
  }
}
