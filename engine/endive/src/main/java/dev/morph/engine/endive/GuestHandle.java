package dev.morph.engine.endive;

import org.jspecify.annotations.Nullable;
import run.endive.runtime.CallResult;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmFunctionHandle;

/**
 * A function of another instance as Endive calls it. No border: traps and the guest's own
 * exceptions go through, so that handlers of the importing module see the latter.
 */
record GuestHandle(EndiveFunction function) implements WasmFunctionHandle {
  @Override
  public long[] apply(Instance caller, long... lanes) {
    var target = function.instance;
    target.enter();
    try {
      return target.machine().call(function.index, lanes);
    } finally {
      target.exit();
    }
  }

  @Override
  @SuppressWarnings("NullAway") // Endive's machines take null for no references
  public CallResult applyWithRefs(
      Instance caller, long[] lanes, @Nullable Object @Nullable [] references) {
    var target = function.instance;
    target.enter();
    try {
      return target.machine().callWithRefs(function.index, lanes, references);
    } finally {
      target.exit();
    }
  }
}
