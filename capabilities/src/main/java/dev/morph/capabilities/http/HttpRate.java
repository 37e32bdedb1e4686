package dev.morph.capabilities.http;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.capability.HostFault;
import java.util.function.LongSupplier;

/**
 * At most so many requests in any 60 seconds, for one extension. Safe for several threads.
 *
 * <p>It keeps the times of the last requests in a ring: exact, where a bucket would let twice as
 * many pass around its refill.
 */
final class HttpRate {
  private static final long WINDOW_NANOS = 60_000_000_000L;

  private final LongSupplier nanoClock;
  private final long[] times;
  private int used;
  private int next;

  HttpRate(long perMinute, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.times = new long[Math.toIntExact(perMinute)];
  }

  /**
   * Takes a place in the window.
   *
   * @throws HostFault LIMIT_HTTP_RATE if there is none
   */
  synchronized void take() {
    if (times.length == 0) {
      throw new HostFault(ErrorCode.LIMIT_HTTP_RATE, "no web requests are allowed");
    }
    long now = nanoClock.getAsLong();
    if (used == times.length) {
      long waitNanos = WINDOW_NANOS - (now - times[next]);
      if (waitNanos > 0) {
        long waitMillis = waitNanos / 1_000_000 + 1;
        throw new HostFault(
            ErrorCode.LIMIT_HTTP_RATE,
            "more than "
                + times.length
                + " web requests in a minute; try again in "
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
