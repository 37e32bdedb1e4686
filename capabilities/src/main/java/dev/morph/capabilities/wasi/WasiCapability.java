package dev.morph.capabilities.wasi;

import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * {@code wasi_snapshot_preview1} (docs/reference/wasi.md): all its functions are there; those that
 * reach files have the rights of {@code fs}, and what is not offered answers {@code notsup}.
 */
public final class WasiCapability implements Capability {
  private static final List<HostFunctionType> TYPES = WasiFunction.types();

  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final RandomGenerator random;

  WasiCapability(InstantSource clock, LongSupplier nanoClock, RandomGenerator random) {
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.random = random;
  }

  /** With the system's clocks and its secure source of chance. */
  public static WasiCapability create() {
    return new WasiCapability(InstantSource.system(), System::nanoTime, new SecureRandom());
  }

  @Override
  public String name() {
    return "wasi";
  }

  @Override
  public List<HostFunctionType> link() {
    return TYPES;
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    return new Configured() {
      @Override
      public Handler prepare(HostFunctionType function) {
        return instance().handler(function);
      }

      @Override
      public Prepared instance() {
        return new WasiInstance(policy, clock, nanoClock, random);
      }
    };
  }
}
