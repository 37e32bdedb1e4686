package dev.morph.runtime.sandbox;

import dev.morph.component.abi.CanonicalAbi;
import dev.morph.component.abi.ResultValue;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitPackages;
import dev.morph.component.abi.WitType;
import dev.morph.engine.api.HostFunction;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import java.util.function.Supplier;

/**
 * A host function as the canonical ABI sees it. A fault is the {@code err} of its result; where the
 * type has none, the call ends with the fault.
 */
final class CanonicalImport {
  private CanonicalImport() {}

  /** The host function of a link, acting for the call that {@code current} answers. */
  static HostFunction of(HostLink link, Supplier<ActiveCall> current) {
    WitFunction type = link.function().type();
    Handler handler = link.capability().prepare(link.function());
    String module = link.type().module();
    String name = WitPackages.unversioned(module).orElse(module) + "." + link.type().name();
    boolean mayFail =
        type.result() instanceof WitType.Result(WitType ok, WitType err)
            && err == WitType.Primitive.STRING;
    return CanonicalAbi.lower(
        type,
        (caller, arguments) -> {
          if (!mayFail) {
            return HostCalls.run(current.get(), name, type, handler, arguments);
          }
          try {
            return new ResultValue.Ok(HostCalls.run(current.get(), name, type, handler, arguments));
          } catch (HostFault fault) {
            return new ResultValue.Err(fault.getMessage());
          }
        });
  }
}
