package dev.morph.capabilities.clock;

import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** {@code now} of the bytes ABI: the time of day in UTC, to the millisecond. */
public final class ClockCapability implements Capability {
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  static final HostFunctionType NOW =
      new HostFunctionType(
          new WitFunction(
              List.of(),
              new WitType.Record(
                  List.of(
                      new WitType.Field("unix-ms", WitType.Primitive.S64),
                      new WitType.Field("rfc3339", WitType.Primitive.STRING)))),
          null,
          new HostFunctionType.Bytes("now", null));

  private final InstantSource source;

  private ClockCapability(InstantSource source) {
    this.source = source;
  }

  /** With the system's clock. */
  public static ClockCapability create() {
    return create(InstantSource.system());
  }

  /** With another clock. */
  public static ClockCapability create(InstantSource source) {
    return new ClockCapability(source);
  }

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public List<HostFunctionType> link() {
    return List.of(NOW);
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    Handler now =
        (call, arguments) -> {
          Instant instant = source.instant().truncatedTo(ChronoUnit.MILLIS);
          return List.of(instant.toEpochMilli(), RFC_3339.format(instant));
        };
    return function -> now;
  }
}
