package dev.morph.engine.endive;

import org.jspecify.annotations.Nullable;
import run.endive.runtime.CallResult;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmFunctionHandle;

/**
 * A function of another instance as Endive calls it. No border: traps and the guest's own
 * exceptions go through, so that handlers of the importing module see the latter.
 */
record GuestHandle(EndiveInstance importer, EndiveFunction function) implements WasmFunctionHandle {
  @Override
  public long[] apply(Instance caller, long... lanes) {
    if (!function.signature.plain) {
      return applyWithRefs(caller, lanes, null).longs();
    }
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
      // function references are numbers that each instance gives for itself
      var signature = function.signature;
      var given =
          signature.paramsToEndive(signature.paramsFromEndive(lanes, references, importer), target);
      var result = target.machine().callWithRefs(function.index, given.longs(), given.refs());
      return signature.resultsToEndive(signature.resultsFromEndive(result, target), importer);
    } finally {
      target.exit();
    }
  }
}
