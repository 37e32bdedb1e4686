package dev.morph.engine.endive;

import java.util.Deque;
import run.endive.runtime.Instance;
import run.endive.runtime.InterpreterMachine;
import run.endive.runtime.MStack;
import run.endive.runtime.StackFrame;
import run.endive.runtime.WasmException;

/**
 * Endive's interpreter with a handler search that goes frame by frame. Endive's own goes on with
 * the frame of the handler inside the call that threw, so that each caught exception takes some of
 * the JVM's stack; and it leaves frames behind after tail calls. Public because it is defined again
 * beside the turned interpreter; see {@link Interpreters}.
 */
public final class WholeInterpreter extends InterpreterMachine {
  /** An interpreter of all functions of an instance. */
  public WholeInterpreter(Instance instance) {
    super(instance);
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
