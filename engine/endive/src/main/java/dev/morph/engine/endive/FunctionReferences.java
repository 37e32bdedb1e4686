package dev.morph.engine.endive;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.Instance;
import run.endive.runtime.TableInstance;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.types.FunctionBody;
import run.endive.wasm.types.Instruction;
import run.endive.wasm.types.ValType;

/**
 * What a reference to a function of another instance is to the instance that holds it: a number
 * above all indices (see {@link EndiveInstance#numberOf}), which is called as an import is. Public
 * because generated code and the interpreter call it.
 */
public final class FunctionReferences {
  private FunctionReferences() {}

  /** The table of an index; one above all indices has each function at its own number. */
  public static TableInstance table(Instance instance, int index) {
    return index == CallReferences.TABLE ? owner(instance).references() : instance.table(index);
  }

  /** What a call by reference gives for a table: -1 if the number is an index in the instance. */
  public static int tableOf(int number) {
    return number < EndiveInstance.FIRST_FOREIGN ? -1 : CallReferences.TABLE;
  }

  /** The number of the function at an element, which must not be null. */
  public static int requiredRef(TableInstance table, int element) {
    return switch (table) {
      case BudgetTable elements -> elements.requiredNumber(element);
      case ReferenceTable references -> references.requiredNumber(element);
      default -> table.requiredRef(element);
    };
  }

  /** No other instance: foreign functions are told by their number. */
  public static @Nullable Instance instance(TableInstance table, int element) {
    return null;
  }

  /** The index in the instance's module of a function's type, or its nearest supertype there. */
  public static int functionType(Instance instance, int function) {
    if (function < EndiveInstance.FIRST_FOREIGN) {
      return instance.functionType(function);
    }
    int type = foreignType(instance, function);
    if (type < 0) {
      throw new WasmEngineException("indirect call type mismatch");
    }
    return type;
  }

  private static int foreignType(Instance instance, long function) {
    var owner = owner(instance);
    return owner.module().typeOf(owner.functionAt((int) function));
  }

  /** The body of a function that is neither imported nor foreign. */
  public static @Nullable FunctionBody function(Instance instance, long function) {
    return function < EndiveInstance.FIRST_FOREIGN ? instance.function(function) : null;
  }

  /** Where {@link #function(Instance, int)} finds imports and foreign functions. */
  public static Instance imports(Instance instance) {
    return instance;
  }

  /** An imported or foreign function. */
  public static ImportFunction function(Instance instance, int function) {
    return function < EndiveInstance.FIRST_FOREIGN
        ? instance.imports().function(function)
        : owner(instance).foreignImport(function);
  }

  /** The instructions {@code ref.test}, {@code ref.cast} and {@code br_on_cast} on functions. */
  public static boolean heapTypeMatch(
      Instance instance, long reference, boolean nullable, int target, int source) {
    if (reference < EndiveInstance.FIRST_FOREIGN || target < 0) {
      return instance.heapTypeMatch(reference, nullable, target, source);
    }
    int type = foreignType(instance, reference);
    return type == target
        || type >= 0 && ValType.heapTypeSubtype(type, target, instance.module().typeSection());
  }

  /** The interpreter's hook before each instruction, which nothing here needs. */
  public static void onExecution(Instance instance, Instruction instruction, Object stack) {}

  private static EndiveInstance owner(Instance instance) {
    return Objects.requireNonNull((EntryMachine) instance.getMachine()).owner;
  }
}
