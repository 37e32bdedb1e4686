package dev.morph.capabilities.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.runtime.capability.HostFault;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MinuteRateTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void slidesItsWindow() {
    // Near the overflow of the clock, which may stand anywhere.
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 30 * SECOND);
    MinuteRate rate = new MinuteRate(ErrorCode.LIMIT_HTTP_RATE, "web requests", 2, now::get);
    rate.take();
    now.addAndGet(40 * SECOND);
    rate.take();
    assertThatThrownBy(rate::take)
        .isInstanceOfSatisfying(
            HostFault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(ErrorCode.LIMIT_HTTP_RATE);
              assertThat(fault.getMessage()).contains("more than 2", "again in 21 s");
            });
    now.addAndGet(20 * SECOND);
    rate.take();
    now.addAndGet(39 * SECOND);
    assertThatThrownBy(rate::take).isInstanceOf(HostFault.class);
    now.addAndGet(SECOND);
    rate.take();
  }

  @Test
  void letsNothingPassAtZero() {
    assertThatThrownBy(
            new MinuteRate(ErrorCode.LIMIT_EVENT_RATE, "events", 0, System::nanoTime)::take)
        .isInstanceOf(HostFault.class)
        .hasMessage("limit-event-rate: no events are allowed");
  }
}
