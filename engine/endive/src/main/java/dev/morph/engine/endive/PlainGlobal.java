package dev.morph.engine.endive;

import run.endive.runtime.GlobalInstance;
import run.endive.runtime.Instance;
import run.endive.wasm.types.MutabilityType;
import run.endive.wasm.types.ValType;
import run.endive.wasm.types.Value;

/**
 * A global that holds a number. Generated code reads and writes those that count in one step; see
 * {@link CounterAccess}. Public for that code.
 */
public final class PlainGlobal extends GlobalInstance {
  private long value;

  @SuppressWarnings("deprecation") // the builder knows no subclass
  PlainGlobal(long value, ValType type, MutabilityType mutability) {
    super(value, 0, type, mutability);
    this.value = value;
  }

  /** The first counter that an instance imports. */
  public static PlainGlobal first(Instance instance) {
    return ((EntryMachine) instance.getMachine()).first;
  }

  /** The second. */
  public static PlainGlobal second(Instance instance) {
    return ((EntryMachine) instance.getMachine()).second;
  }

  /** The third. */
  public static PlainGlobal third(Instance instance) {
    return ((EntryMachine) instance.getMachine()).third;
  }

  /** Reads a counter. */
  public static long read(PlainGlobal global) {
    return global.value;
  }

  /** Writes a counter. */
  public static void write(long value, PlainGlobal global) {
    global.value = value;
  }

  @Override
  public long getValue() {
    return value;
  }

  @Override
  public long getValueLow() {
    return value;
  }

  @Override
  public void setValue(long next) {
    value = next;
  }

  @Override
  public void setValueLow(long next) {
    value = next;
  }

  @Override
  public void setValue(Value next) {
    value = next.raw();
  }
}
