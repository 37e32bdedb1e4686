package dev.morph.capabilities.wasi;

import dev.morph.base.files.FileFault;
import dev.morph.component.abi.ResultValue;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Policy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** WASI of one instance. */
final class WasiInstance implements Capability.Prepared {
  private static final int SUBSCRIPTION_BYTES = 48;
  private static final int EVENT_BYTES = 32;

  private final Surroundings surroundings;
  private final Descriptors descriptors = new Descriptors();
  private final Paths paths;

  WasiInstance(Policy policy, InstantSource clock, LongSupplier nanoClock, RandomGenerator random) {
    this.surroundings = new Surroundings(clock, nanoClock, random);
    this.paths = new Paths(policy, descriptors, surroundings);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Descriptors descriptors() {
    return descriptors;
  }

  Paths paths() {
    return paths;
  }

  @Override
  public Handler handler(HostFunctionType function) {
    WasiFunction.Body body = WasiFunction.body(function);
    return (call, values) -> {
      try {
        return new ResultValue.Ok(body.run(this, call, new WasiFunction.Arguments(values)));
      } catch (WasiFault fault) {
        return fault.errno().asResult();
      } catch (FileFault fault) {
        return Errno.of(fault.kind()).asResult();
      }
    };
  }

  @Override
  public void callEnds(CallContext call, boolean completed) {
    descriptors.callEnds(call, completed);
  }

  @Override
  public void putBack() {
    descriptors.putBack();
  }

  /** Waits for the first clock; descriptors are always ready. */
  List<Object> poll(CallContext call, byte[] subscriptions) {
    ByteBuffer in = ByteBuffer.wrap(subscriptions).order(ByteOrder.LITTLE_ENDIAN);
    int count = subscriptions.length / SUBSCRIPTION_BYTES;
    boolean ready = false;
    long wait = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (in.get(i * SUBSCRIPTION_BYTES + 8) != 0) {
        ready = true;
      } else {
        wait = Math.min(wait, left(in, i * SUBSCRIPTION_BYTES));
      }
    }
    if (!ready) {
      sleep(call, wait);
    }
    ByteBuffer out = ByteBuffer.allocate(count * EVENT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long events = 0;
    for (int i = 0; i < count; i++) {
      int at = i * SUBSCRIPTION_BYTES;
      byte type = in.get(at + 8);
      if (type == 0 ? left(in, at) > (ready ? 0 : wait) : type > 2) {
        continue;
      }
      int to = (int) events++ * EVENT_BYTES;
      out.putLong(to, in.getLong(at));
      out.putShort(
          to + 8, (short) (type == 0 || descriptors.has(u32(in, at + 16)) ? 0 : Errno.BADF.code()));
      out.put(to + 10, type);
      out.putLong(to + 16, type == 2 ? 1 : 0);
    }
    return List.of(Arrays.copyOf(out.array(), (int) events * EVENT_BYTES), events);
  }

  private static long u32(ByteBuffer bytes, int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }

  /** Nanoseconds until a clock's time; not negative. */
  private long left(ByteBuffer in, int at) {
    long id = u32(in, at + 16);
    long timeout = in.getLong(at + 24);
    boolean absolute = (in.getShort(at + 40) & 1) != 0;
    long left = absolute ? timeout - surroundings.time(id) : timeout;
    if (!absolute) {
      Surroundings.checkClock(id);
    }
    // beyond 2^63 ns is for ever
    return timeout < 0 ? Long.MAX_VALUE : Math.max(left, 0);
  }

  private static void sleep(CallContext call, long nanos) {
    long most = Math.max(call.nanosLeft(), 0);
    try {
      TimeUnit.NANOSECONDS.sleep(Math.min(nanos, most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
