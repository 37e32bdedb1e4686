package dev.morph.capabilities.wasi;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.component.abi.VariantValue;
import dev.morph.runtime.capability.CallContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Arguments, variables, clocks and chance of one instance, and its own end. */
final class Surroundings {
  private static final int MAX_RANDOM_BYTES = 1 << 24;
  private static final List<String> ARGUMENTS = List.of("extension");

  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final RandomGenerator random;
  private final long startNanos;

  Surroundings(InstantSource clock, LongSupplier nanoClock, RandomGenerator random) {
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.random = random;
    this.startNanos = nanoClock.getAsLong();
  }

  List<String> arguments() {
    return ARGUMENTS;
  }

  /** The variables of the call that are single values, as NAME=VALUE. */
  static List<String> environment(CallContext call) {
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, VariantValue> one : new TreeMap<>(call.environment()).entrySet()) {
      String name = one.getKey();
      Object value = one.getValue().payload();
      String text = value instanceof List<?> || value == null ? "\0" : value.toString();
      if (name.indexOf('=') < 0 && name.indexOf('\0') < 0 && text.indexOf('\0') < 0) {
        all.add(name + "=" + text);
      }
    }
    return all;
  }

  /** How many texts, and how many bytes with the zero behind each. */
  static List<Long> sizes(List<String> texts) {
    long bytes = 0;
    for (String text : texts) {
      bytes += text.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    return List.of((long) texts.size(), bytes);
  }

  long resolution(long id) {
    checkClock(id);
    return id == 0 ? 1_000 : 1;
  }

  /** Nanoseconds, never 0: there are guests that take that for a broken clock. */
  long time(long id) {
    checkClock(id);
    if (id == 0) {
      Instant now = clock.instant();
      return Math.max(1, TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
    }
    return TimeUnit.SECONDS.toNanos(1) + (nanoClock.getAsLong() - startNanos);
  }

  static void checkClock(long id) {
    if (id > 1) {
      throw new WasiFault(id > 3 ? Errno.INVAL : Errno.NOTSUP);
    }
  }

  /** The time now, as files are dated. */
  long millis() {
    return clock.millis();
  }

  byte[] random(long count) {
    if (count > MAX_RANDOM_BYTES) {
      throw new WasiFault(Errno.INVAL);
    }
    byte[] bytes = new byte[(int) count];
    random.nextBytes(bytes);
    return bytes;
  }

  static @Nullable Object exit(long code) {
    throw new MorphException(
        ErrorCode.GUEST_TRAP,
        "the guest ended itself with proc_exit(" + code + "); an extension answers and stays",
        JsonObject.builder().put("trap", "exit").put("exit_code", code).build());
  }
}
