package dev.morph.engine.endive;

import java.util.List;
import run.endive.runtime.ConstantEvaluators.ConstantResult;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmRuntimeException;
import run.endive.wasm.types.Instruction;
import run.endive.wasm.types.PassiveElement;

/**
 * Element segments whose expressions have one value in an instance, where Endive 1.0.0 evaluates
 * them at each use, so that a new struct came of each. They depend on nothing that changes, so that
 * the first use is early enough. Public because generated code and the interpreter call it.
 */
public final class ElementSegments {
  private ElementSegments() {}

  /** The value of an element's expression in an instance. */
  public static ConstantResult computeConstant(Instance instance, List<Instruction> expression) {
    return ((EntryMachine) instance.getMachine()).owner.constant(expression);
  }

  /** The instruction {@code table.init}. */
  public static void TABLE_INIT(
      Instance instance, int tableIndex, int segment, int size, int from, int to) {
    var table = FunctionReferences.table(instance, tableIndex);
    var element = instance.element(segment);
    int count = element instanceof PassiveElement ? element.elementCount() : 0;
    if (Integer.toUnsignedLong(from) + Integer.toUnsignedLong(size) > count
        || Integer.toUnsignedLong(to) + Integer.toUnsignedLong(size) > table.size()) {
      throw new WasmRuntimeException("out of bounds table access");
    }
    boolean objects = table.elementType().isObjectRef();
    for (int i = 0; i < size; i++) {
      var value = computeConstant(instance, element.initializers().get(from + i));
      if (objects) {
        table.setObjRef(to + i, value.ref(), instance);
      } else {
        table.setRef(to + i, (int) value.longValue(), instance);
      }
    }
  }
}
