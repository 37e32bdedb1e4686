package dev.morph.capabilities.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.runtime.policy.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockCapabilityTest {
  @Test
  void tellsOneInstantInTwoForms() {
    ClockCapability clock =
        ClockCapability.create(InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.000999Z")));
    Object now =
        clock
            .configure(Grants.of(), Limits.defaults())
            .prepare(ClockCapability.NOW)
            .handle(new TestCall(), new Object[0]);
    assertThat(now).isEqualTo(List.of(1767323045000L, "2026-01-02T03:04:05.000Z"));
  }
}
