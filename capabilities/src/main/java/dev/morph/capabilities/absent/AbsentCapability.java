package dev.morph.capabilities.absent;

import dev.morph.base.ErrorCode;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * IR helpers: a guest that imports them is loaded, and each call, which needs no right, is answered
 * {@code store-unavailable}. Nothing is done, and nothing looks as if it were.
 */
public final class AbsentCapability implements Capability {
  private static final String NAME = "ir_helpers";
  private static final String REQUEST = "request";
  private static final WitType TEXT = WitType.Primitive.STRING;
  private static final HostFunctionType TYPE =
      new HostFunctionType(
          new WitFunction(
              List.of(new WitType.Field(REQUEST, TEXT)), new WitType.Result(TEXT, TEXT)),
          null,
          new HostFunctionType.Bytes(NAME, null, Map.of(), Set.of(REQUEST)));

  private AbsentCapability() {}

  /** The one there is. */
  public static AbsentCapability create() {
    return new AbsentCapability();
  }

  @Override
  public String name() {
    return "absent";
  }

  @Override
  public List<HostFunctionType> link() {
    return List.of(TYPE);
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    return type ->
        (call, arguments) -> {
          throw new HostFault(
              ErrorCode.STORE_UNAVAILABLE,
              NAME + " is not offered by this version of Morph; nothing was done");
        };
  }
}
