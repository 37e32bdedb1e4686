package dev.morph.capabilities.random;

import dev.morph.base.ErrorCode;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** {@code random} of the bytes ABI: bytes, or a number between two bounds. */
public final class RandomCapability implements Capability {
  static final int MAX_BYTES = 65_536;

  private static final WitType.Option S64 = new WitType.Option(WitType.Primitive.S64);

  static final HostFunctionType RANDOM =
      new HostFunctionType(
          new WitFunction(
              List.of(
                  new WitType.Field("bytes", new WitType.Option(WitType.Primitive.U32)),
                  new WitType.Field("min", S64),
                  new WitType.Field("max", S64)),
              new WitType.Record(
                  List.of(
                      new WitType.Field(
                          "bytes", new WitType.Option(new WitType.ListOf(WitType.Primitive.U8))),
                      new WitType.Field("int", S64)))),
          null,
          new HostFunctionType.Bytes("random", null));

  private final RandomGenerator generator;

  RandomCapability(RandomGenerator generator) {
    this.generator = generator;
  }

  /** With the system's secure source. */
  public static RandomCapability create() {
    return new RandomCapability(new SecureRandom());
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public List<HostFunctionType> link() {
    return List.of(RANDOM);
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    Handler random =
        (call, arguments) ->
            random(
                (Optional<?>) arguments[0], (Optional<?>) arguments[1], (Optional<?>) arguments[2]);
    return function -> random;
  }

  private List<Object> random(Optional<?> bytes, Optional<?> min, Optional<?> max) {
    if (bytes.isPresent() && min.isEmpty() && max.isEmpty()) {
      return List.of(Optional.of(bytes((Long) bytes.get())), Optional.empty());
    }
    if (bytes.isEmpty() && min.isPresent() && max.isPresent()) {
      return List.of(Optional.empty(), Optional.of(between((Long) min.get(), (Long) max.get())));
    }
    throw new HostFault(
        ErrorCode.REQUEST_INVALID,
        "random takes either \"bytes\" alone, or \"min\" and \"max\" together");
  }

  private byte[] bytes(long count) {
    if (count > MAX_BYTES) {
      throw new HostFault(
          ErrorCode.REQUEST_INVALID,
          "\"bytes\" is " + count + "; at most " + MAX_BYTES + " are given at once");
    }
    byte[] bytes = new byte[(int) count];
    generator.nextBytes(bytes);
    return bytes;
  }

  /** Both ends included; each number is as likely as any other. */
  private long between(long min, long max) {
    if (min > max) {
      throw new HostFault(ErrorCode.REQUEST_INVALID, "\"min\" " + min + " is above \"max\" " + max);
    }
    if (max < Long.MAX_VALUE) {
      return generator.nextLong(min, max + 1);
    }
    return min == Long.MIN_VALUE ? generator.nextLong() : generator.nextLong(min - 1, max) + 1;
  }
}
