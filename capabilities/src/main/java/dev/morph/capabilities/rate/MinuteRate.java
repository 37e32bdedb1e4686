package dev.morph.capabilities.rate;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.capability.HostFault;
import java.util.function.LongSupplier;

/**
 * At most so many calls in any 60 seconds, for one extension. Safe for several threads.
 *
 * <p>It keeps the times of the last calls in a ring: exact, where a bucket would let twice as many
 * pass around its refill.
 */
public final class MinuteRate {
  private static final long WINDOW_NANOS = 60_000_000_000L;

  private final ErrorCode code;
  private final String things;
  private final LongSupplier nanoClock;
  private final long[] times;
  private int used;
  private int next;

  /**
   * A rate of its own.
   *
   * @param code of the error when there is no place
   * @param things what is counted, as {@code "web requests"}
   * @param perMinute 0 or more
   * @param nanoClock as {@link System#nanoTime}
   */
  public MinuteRate(ErrorCode code, String things, long perMinute, LongSupplier nanoClock) {
    this.code = code;
    this.things = things;
    this.nanoClock = nanoClock;
    this.times = new long[Math.toIntExact(perMinute)];
  }

  /**
   * Takes a place in the window.
   *
   * @throws HostFault with the code of this rate if there is none
   */
  public synchronized void take() {
    if (times.length == 0) {
      throw new HostFault(code, "no " + things + " are allowed");
    }
    long now = nanoClock.getAsLong();
    if (used == times.length) {
      long waitNanos = WINDOW_NANOS - (now - times[next]);
      if (waitNanos > 0) {
        long waitMillis = waitNanos / 1_000_000 + 1;
        throw new HostFault(
            code,
            "more than "
                + times.length
                + " "
                + things
                + " in a minute; try again in "
                + (waitMillis + 999) / 1_000
                + " s",
            JsonObject.builder()
                .put("limit", times.length)
                .put("retry_after_ms", waitMillis)
                .build());
      }
    } else {
      used++;
    }
    times[next] = now;
    next = (next + 1) % times.length;
  }
}
