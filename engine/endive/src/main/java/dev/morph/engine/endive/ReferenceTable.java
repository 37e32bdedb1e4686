package dev.morph.engine.endive;

import run.endive.runtime.Instance;
import run.endive.runtime.TableInstance;
import run.endive.runtime.TrapException;
import run.endive.wasm.types.Table;
import run.endive.wasm.types.TableLimits;
import run.endive.wasm.types.ValType;
import run.endive.wasm.types.Value;

/**
 * A table that holds each function at the number it has in an instance; see {@link CallReferences}.
 */
final class ReferenceTable extends TableInstance {
  private final EndiveInstance holder;

  ReferenceTable(EndiveInstance holder) {
    super(new Table(ValType.FuncRef, new TableLimits(0)), Value.REF_NULL_VALUE);
    this.holder = holder;
  }

  int requiredNumber(int number) {
    if (number == Value.REF_NULL_VALUE) {
      throw new TrapException("null function reference");
    }
    return number;
  }

  /** What generated code calls: an index in {@link #instance}. */
  @Override
  public int requiredRef(int number) {
    return requiredNumber(number) >= EndiveInstance.FIRST_FOREIGN ? 0 : number;
  }

  @Override
  public Instance instance(int number) {
    return number >= EndiveInstance.FIRST_FOREIGN
        ? holder.bridge(holder.functionAt(number))
        : holder.endive();
  }
}
