package dev.morph.engine.endive;

import java.util.Deque;
import run.endive.runtime.Instance;
import run.endive.runtime.InterpreterMachine;
import run.endive.runtime.MStack;
import run.endive.runtime.OpcodeImpl;
import run.endive.runtime.StackFrame;
import run.endive.runtime.WasmException;

/**
 * Endive's interpreter with a handler search that goes frame by frame. Endive's own goes on with
 * the frame of the handler inside the call that threw, so that each caught exception takes some of
 * the JVM's stack; and it leaves frames behind after tail calls. Public because it is defined again
 * beside the turned interpreter; see {@link Interpreters}.
 *
 * <p>Has two instructions too, turned to here: Endive's add an address of 2 GiB or more to the
 * offset as a negative number, and write where the sum says, inside the memory.
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

  /** As {@link Fills} says; called in place of Endive's method of this name. */
  public static void TABLE_FILL(MStack stack, Instance instance, Operands operands) {
    int table = (int) operands.get(0);
    boolean objects = FunctionReferences.table(instance, table).elementType().isObjectRef();
    int count = (int) stack.pop();
    if (objects) {
      Object value = stack.popRef();
      Fills.tableFillRef((int) stack.pop(), value, count, table, instance);
    } else {
      int value = (int) stack.pop();
      OpcodeImpl.TABLE_FILL(instance, table, count, value, (int) stack.pop());
    }
  }

  /** As {@link Fills} says; called in place of Endive's method of this name. */
  public static void ARRAY_FILL(MStack stack, Instance instance, Operands operands) {
    int type = (int) operands.get(0);
    var element =
        instance
            .module()
            .typeSection()
            .getSubType(type)
            .compType()
            .arrayType()
            .fieldType()
            .storageType();
    int count = (int) stack.pop();
    if (element.valType() != null && element.isObjectRef()) {
      Object value = stack.popRef();
      int offset = (int) stack.pop();
      Fills.arrayFillRef(stack.popRef(), offset, value, count, type, instance);
    } else {
      long value = stack.pop();
      int offset = (int) stack.pop();
      Fills.arrayFill(stack.popRef(), offset, value, count, type, instance);
    }
  }

  /** The instructions {@code i32.store8} and {@code i64.store8}. */
  public static void I64_STORE8(MStack stack, Instance instance, Operands operands) {
    byte value = (byte) stack.pop();
    int address = readMemPtr(stack, operands);
    instance.memory((int) operands.get(2)).writeByte(address, value);
  }

  /** The instruction {@code i64.store32}. */
  public static void I64_STORE32(MStack stack, Instance instance, Operands operands) {
    int value = (int) stack.pop();
    int address = readMemPtr(stack, operands);
    instance.memory((int) operands.get(2)).writeI32(address, value);
  }
}
