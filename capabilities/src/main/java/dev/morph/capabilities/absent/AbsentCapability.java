package dev.morph.capabilities.absent;

import dev.morph.base.ErrorCode;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.util.List;

/**
 * Events, data, spaces, notifications and IR helpers: a guest that imports them is loaded, each
 * call passes both gates or is denied, and one that passes is answered {@code store-unavailable}.
 * Nothing is done, and nothing looks as if it were.
 */
public final class AbsentCapability implements Capability {
  private static final List<AbsentFunction> FUNCTIONS = AbsentFunction.all();
  private static final List<HostFunctionType> TYPES =
      FUNCTIONS.stream().map(AbsentFunction::type).toList();

  private AbsentCapability() {}

  /** One for all of them. */
  public static AbsentCapability create() {
    return new AbsentCapability();
  }

  @Override
  public String name() {
    return "absent";
  }

  @Override
  public List<HostFunctionType> link() {
    return TYPES;
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    return type -> {
      AbsentFunction function = FUNCTIONS.get(TYPES.indexOf(type));
      return (call, arguments) -> {
        call.require(function.decide(policy, arguments));
        throw new HostFault(
            ErrorCode.STORE_UNAVAILABLE,
            function.shown() + " is not offered by this version of Morph; nothing was done");
      };
    };
  }
}
