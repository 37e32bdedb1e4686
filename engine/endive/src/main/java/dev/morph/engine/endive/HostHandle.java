package dev.morph.engine.endive;

import dev.morph.engine.api.HostFunction;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.CallResult;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmFunctionHandle;

/**
 * A host function as Endive calls it, on behalf of one instance. A call whose thread is interrupted
 * ends before the host function runs: metered code looks for interrupts nowhere else.
 */
record HostHandle(EndiveInstance caller, HostFunction function, Signature signature)
    implements WasmFunctionHandle {
  @Override
  public long[] apply(Instance instance, long... lanes) {
    if (!signature.plain) {
      return applyWithRefs(instance, lanes, null).longs();
    }
    TailCalls.checkInterruption();
    StackReserve.require();
    try {
      return signature.hostResults(function.call(caller, signature.params(lanes)));
    } catch (StackOverflowError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new HostFailure(e);
    }
  }

  @Override
  public CallResult applyWithRefs(
      Instance instance, long[] lanes, @Nullable Object @Nullable [] references) {
    if (signature.plain) {
      return CallResult.of(apply(instance, lanes), null);
    }
    TailCalls.checkInterruption();
    StackReserve.require();
    try {
      var arguments = signature.paramsFromEndive(lanes, references, caller);
      return signature.resultsToEndive(function.call(caller, arguments), caller);
    } catch (StackOverflowError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new HostFailure(e);
    }
  }
}
