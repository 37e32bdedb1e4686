package dev.morph.engine.endive;

import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.Global;
import dev.morph.engine.api.ValueType;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.GlobalInstance;

/**
 * A global as an instance exports it, for the host.
 *
 * @param global of a vector its low half
 * @param high of a vector its high half, else null
 */
record EndiveGlobal(
    EndiveInstance instance,
    GlobalInstance global,
    @Nullable GlobalInstance high,
    ExternType.Global type)
    implements Global {
  @Override
  public long get() {
    long value = global.getValueLow();
    return type.type() == ValueType.I32 || type.type() == ValueType.F32
        ? value & 0xFFFF_FFFFL
        : value;
  }

  @Override
  public long getHigh() {
    return high == null ? 0 : high.getValueLow();
  }

  @Override
  public @Nullable Object getReference() {
    if (global.getType().isObjectRef()) {
      return global.getRefValue();
    }
    if (global instanceof FunctionGlobal functions) {
      return functions.function();
    }
    var owner = global.getInstance();
    var holder =
        owner != null && owner.getMachine() instanceof EntryMachine machine
            ? machine.owner
            : instance;
    return Signature.reference(type.type(), global.getValueLow(), holder);
  }

  @Override
  public void set(long lane) {
    if (!type.mutable()) {
      throw new IllegalStateException("the global is immutable");
    }
    global.setValueLow(
        type.type() == ValueType.I32 || type.type() == ValueType.F32 ? (int) lane : lane);
  }
}
