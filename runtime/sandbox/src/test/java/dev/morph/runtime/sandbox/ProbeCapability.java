package dev.morph.runtime.sandbox;

import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.util.List;
import java.util.Map;

/** The import {@code morph probe}, {@code {"text"}} to a text, and {@code log} beside it. */
record ProbeCapability(Handler handler) implements Capability {
  private static final WitType TEXT = WitType.Primitive.STRING;
  private static final HostFunctionType PROBE =
      new HostFunctionType(
          new WitFunction(List.of(new WitType.Field("text", TEXT)), new WitType.Result(TEXT, TEXT)),
          null,
          new HostFunctionType.Bytes("probe", null, Map.of()));
  private static final HostFunctionType LOG =
      new HostFunctionType(
          new WitFunction(List.of(new WitType.Field("text", TEXT)), null),
          null,
          new HostFunctionType.Bytes("log", null, Map.of()));

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public List<HostFunctionType> link() {
    return List.of(PROBE, LOG);
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    return function -> handler;
  }
}
