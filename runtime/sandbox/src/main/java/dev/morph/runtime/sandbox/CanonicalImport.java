package dev.morph.runtime.sandbox;

import dev.morph.component.abi.CanonicalAbi;
import dev.morph.component.abi.ResultValue;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitPackages;
import dev.morph.component.abi.WitType;
import dev.morph.engine.api.HostFunction;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A host function as the canonical ABI sees it. A fault is the {@code err} of its result; where the
 * type has none, the call ends with the fault.
 */
final class CanonicalImport {
  private CanonicalImport() {}

  /** The host function of a link, acting for the call that {@code current} answers. */
  static HostFunction of(
      HostLink link, Capability.Prepared prepared, Supplier<ActiveCall> current) {
    WitFunction type = link.function().type();
    Handler handler = prepared.handler(link.function());
    String module = link.type().module();
    String name = WitPackages.unversioned(module).orElse(module) + "." + link.type().name();
    boolean mayFail =
        type.result() instanceof WitType.Result(WitType ok, WitType err)
            && err == WitType.Primitive.STRING;
    WitType result = type.result();
    List<WitType> params = type.params().stream().map(WitType.Field::type).toList();
    long records = MovedBytes.sizeOfAll(params) + (result == null ? 0 : MovedBytes.size(result));
    return CanonicalAbi.lower(
        type,
        (caller, arguments) -> {
          long moved = records;
          for (int i = 0; i < arguments.length; i++) {
            moved += MovedBytes.content(arguments[i], params.get(i));
          }
          Object answer = answer(current.get(), name, type, handler, arguments, mayFail);
          current.get().moved(moved + MovedBytes.content(answer, result));
          return answer;
        });
  }

  private static @Nullable Object answer(
      ActiveCall call,
      String name,
      WitFunction type,
      Handler handler,
      Object[] arguments,
      boolean mayFail) {
    if (!mayFail) {
      return HostCalls.run(call, name, type, handler, arguments);
    }
    try {
      return new ResultValue.Ok(HostCalls.run(call, name, type, handler, arguments));
    } catch (HostFault fault) {
      return new ResultValue.Err(fault.getMessage());
    }
  }
}
