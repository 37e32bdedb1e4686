package dev.morph.engine.endive;

import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.Trap;
import run.endive.runtime.WasmException;
import run.endive.runtime.WasmInterruptedException;

/** Turns what leaves Endive into traps. Endive tells its traps apart by their text alone. */
final class Traps {
  private Traps() {}

  /** What to throw to the caller of a guest. */
  static RuntimeException of(Throwable thrown) {
    return switch (thrown) {
      case HostFailure failure -> failure.rethrow();
      case Trap trap -> trap;
      case MemoryBudget.ExceededException exceeded -> exceeded;
      case StackOverflowError e -> trap(Trap.Kind.STACK_OVERFLOW, "call stack exhausted", e);
      case OutOfMemoryError e -> trap(Trap.Kind.OUT_OF_MEMORY, "the JVM has no memory left", e);
      case VirtualMachineError e -> throw e;
      case WasmInterruptedException e -> trap(Trap.Kind.INTERRUPTED, "the call was ended", e);
      case WasmException e ->
          trap(Trap.Kind.UNCAUGHT_EXCEPTION, "the guest threw an exception it did not catch", e);
      case NegativeArraySizeException e -> negativeLength(e);
      case IndexOutOfBoundsException e ->
          trap(Trap.Kind.MEMORY_OUT_OF_BOUNDS, "out of bounds memory access", e);
      case NullPointerException e -> trap(Trap.Kind.NULL_REFERENCE, "null reference", e);
      case ClassCastException e -> trap(Trap.Kind.CAST_FAILURE, "cast failure", e);
      case ArithmeticException e -> arithmetic(e);
      default -> byText(thrown);
    };
  }

  /** Endive makes an array before it finds that the segment it is filled from is shorter. */
  private static Trap negativeLength(NegativeArraySizeException e) {
    for (var frame : e.getStackTrace()) {
      switch (frame.getMethodName()) {
        case "ARRAY_NEW_DATA", "arrayNewData" -> {
          return trap(Trap.Kind.MEMORY_OUT_OF_BOUNDS, "out of bounds memory access", e);
        }
        case "ARRAY_NEW_ELEM", "arrayNewElem" -> {
          return trap(Trap.Kind.TABLE_OUT_OF_BOUNDS, "out of bounds table access", e);
        }
        default -> {} // a frame further out
      }
    }
    return trap(Trap.Kind.OUT_OF_MEMORY, "array length out of range", e);
  }

  private static Trap arithmetic(ArithmeticException e) {
    return trap(Trap.Kind.INTEGER_DIVIDE_BY_ZERO, "integer divide by zero", e);
  }

  private static Trap byText(Throwable thrown) {
    String text = String.valueOf(thrown.getMessage());
    return trap(kind(text), text, thrown);
  }

  private static Trap.Kind kind(String text) {
    if (text.contains("call stack exhausted")) {
      return Trap.Kind.STACK_OVERFLOW;
    } else if (text.contains("unreachable")) {
      return Trap.Kind.UNREACHABLE;
    } else if (text.contains("memory access")) {
      return Trap.Kind.MEMORY_OUT_OF_BOUNDS;
    } else if (text.contains("array access")) {
      return Trap.Kind.ARRAY_OUT_OF_BOUNDS;
    } else if (text.contains("table access") || text.contains("undefined element")) {
      return Trap.Kind.TABLE_OUT_OF_BOUNDS;
    } else if (text.contains("divide by zero")) {
      return Trap.Kind.INTEGER_DIVIDE_BY_ZERO;
    } else if (text.contains("integer overflow")) {
      return Trap.Kind.INTEGER_OVERFLOW;
    } else if (text.contains("invalid conversion")) {
      return Trap.Kind.INVALID_CONVERSION;
    } else if (text.contains("indirect call")) {
      return Trap.Kind.INDIRECT_CALL_MISMATCH;
    } else if (text.contains("cast failure")) {
      return Trap.Kind.CAST_FAILURE;
    } else if (text.contains("null ") || text.contains("uninitialized element")) {
      return Trap.Kind.NULL_REFERENCE;
    }
    return Trap.Kind.OTHER;
  }

  static Trap trap(Trap.Kind kind, String message, Throwable cause) {
    return new Trap(kind, message, cause);
  }
}
