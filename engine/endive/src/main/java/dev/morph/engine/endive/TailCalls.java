package dev.morph.engine.endive;

import org.jspecify.annotations.Nullable;
import run.endive.runtime.CallResult;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.types.ValType;

/**
 * Tail calls of generated code, which leaves the next function with the instance and returns.
 * {@link EntryMachine} goes on with it: there each one looks for interrupts, and may be one of
 * another instance. Public because generated code calls it.
 */
public final class TailCalls {
  private TailCalls() {}

  /** Keeps Endive's loop over tail calls out of the way of {@link EntryMachine}'s. */
  public static boolean isTailCallPending(Instance instance) {
    return false;
  }

  /** Ends the call if its thread is interrupted. */
  public static void checkInterruption() {
    if (Thread.currentThread().isInterrupted()) {
      throw new WasmInterruptedException("Thread interrupted");
    }
  }

  /**
   * Keeps the interpreter from using a frame again where a function calls itself: that fails if it
   * has locals beside its parameters.
   */
  public static int funcId(Object frame) {
    return -1;
  }

  /** The instruction {@code return_call_indirect}, up to the call. */
  public static void setTailCallIndirect(
      long[] lanes, int element, int type, int table, Instance instance) {
    setTailCallIndirectWithRefs(lanes, null, element, type, table, instance);
  }

  /** The instruction {@code return_call_indirect} with objects among the arguments. */
  @SuppressWarnings("NullAway") // null stands for no references
  public static void setTailCallIndirectWithRefs(
      long[] lanes,
      @Nullable Object @Nullable [] references,
      int element,
      int type,
      int table,
      Instance instance) {
    int function =
        FunctionReferences.requiredRef(FunctionReferences.table(instance, table), element);
    int actual = FunctionReferences.functionType(instance, function);
    if (actual != type && !ValType.heapTypeSubtype(actual, type, instance.module().typeSection())) {
      throw new WasmEngineException("indirect call type mismatch");
    }
    instance.setTailCall(function, lanes, references);
  }

  /** Goes on with the tail call that a called function left. */
  public static long[] resolveTailCall(Instance instance) {
    return ((EntryMachine) instance.getMachine()).resume();
  }

  /** Goes on with the tail call of a function whose results may be objects. */
  public static CallResult resolveTailCallWithRefs(Instance instance) {
    return ((EntryMachine) instance.getMachine()).resumeWithRefs();
  }
}
