package dev.morph.engine.endive;

import org.jspecify.annotations.Nullable;
import run.endive.runtime.GlobalInstance;
import run.endive.runtime.Instance;
import run.endive.wasm.types.MutabilityType;
import run.endive.wasm.types.ValType;
import run.endive.wasm.types.Value;

/**
 * A global of function type as one instance sees it; an instance that imports it has a view of its
 * own, in which the function has the number that it has there.
 */
final class FunctionGlobal extends GlobalInstance {
  private static final class Storage {
    @Nullable EndiveFunction function;
  }

  private final Storage storage;
  private final EndiveInstance holder;

  FunctionGlobal(EndiveInstance holder, long number, ValType type, MutabilityType mutability) {
    this(holder, new Storage(), type, mutability);
    setValueLow(number);
  }

  @SuppressWarnings("deprecation") // the builder knows no subclass
  private FunctionGlobal(
      EndiveInstance holder, Storage storage, ValType type, MutabilityType mutability) {
    super(Value.REF_NULL_VALUE, 0, type, mutability);
    this.holder = holder;
    this.storage = storage;
  }

  /** Whether globals of this type hold functions. */
  static boolean holds(ValType type) {
    return type.isReference()
        && !type.isObjectRef()
        && !type.equals(ValType.ExnRef)
        && type.typeIdx() != ValType.TypeIdxCode.EXN.code();
  }

  /** The same global for an instance that imports it. */
  FunctionGlobal view(EndiveInstance importer) {
    return new FunctionGlobal(importer, storage, getType(), getMutabilityType());
  }

  @Nullable EndiveFunction function() {
    return storage.function;
  }

  @Override
  public long getValue() {
    var function = storage.function;
    return function == null ? Value.REF_NULL_VALUE : holder.numberOf(function);
  }

  @Override
  public long getValueLow() {
    return getValue();
  }

  @Override
  public void setValue(long number) {
    storage.function =
        (int) number == Value.REF_NULL_VALUE ? null : holder.functionAt((int) number);
  }

  @Override
  public void setValueLow(long number) {
    setValue(number);
  }

  @Override
  public void setValue(Value value) {
    setValue(value.raw());
  }

  @Override
  public Instance getInstance() {
    return holder.endive();
  }
}
