package dev.morph.capabilities.log;

import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.CallContext.LogLevel;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code log} of both families: never fails, drops what is too much, cuts what is too long. */
public final class LogCapability implements Capability {
  private static final WitType.Field LEVEL =
      new WitType.Field(
          "level", new WitType.Enum(List.of("trace", "debug", "info", "warn", "error")));

  static final HostFunctionType LOG =
      new HostFunctionType(
          new WitFunction(
              List.of(LEVEL, new WitType.Field("message", WitType.Primitive.STRING)), null),
          new HostFunctionType.Canonical("morphee:extensions/log@1.0.0", "log"),
          new HostFunctionType.Bytes("log", null));
  static final HostFunctionType MORPHIR_LOG =
      new HostFunctionType(
          new WitFunction(List.of(LEVEL, new WitType.Field("msg", WitType.Primitive.STRING)), null),
          new HostFunctionType.Canonical("morphir:ext/runtime@0.1.0", "log"),
          null);

  private LogCapability() {}

  /** Lines go to {@link CallContext#log}. */
  public static LogCapability create() {
    return new LogCapability();
  }

  @Override
  public String name() {
    return "log";
  }

  @Override
  public List<HostFunctionType> link() {
    return List.of(LOG, MORPHIR_LOG);
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    Handler log =
        (call, arguments) ->
            write(
                call,
                LogLevel.valueOf(((String) arguments[0]).toUpperCase(Locale.ROOT)),
                (String) arguments[1]);
    return function -> log;
  }

  /** Logs a line of a guest within the limits of its call; always null. */
  public static @Nullable Object write(CallContext call, LogLevel level, String message) {
    long most = call.limits().value(Limit.LOG_LINES);
    long line = call.count("log-lines");
    if (line <= most) {
      // Redacted before it is cut: half a secret would no longer be found.
      String shown = LogLine.printable(call.redact(message));
      call.log(level, LogLine.cut(shown, call.limits().value(Limit.LOG_LINE)));
    } else if (line == most + 1) {
      call.log(
          LogLevel.WARN,
          "limit-log-lines: further lines of this call are dropped, more than "
              + most
              + " were logged; raise it with --limit log-lines=N");
    }
    return null;
  }
}
