package dev.morph.capabilities.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.policy.Limits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomCapabilityTest {
  private final Handler random =
      RandomCapability.create()
          .configure(Grants.of(), Limits.defaults())
          .prepare(RandomCapability.RANDOM);

  private List<?> call(Long bytes, Long min, Long max) {
    Object[] arguments = {
      Optional.ofNullable(bytes), Optional.ofNullable(min), Optional.ofNullable(max)
    };
    return (List<?>) random.handle(new TestCall(), arguments);
  }

  private long between(long min, long max) {
    List<?> reply = call(null, min, max);
    assertThat(reply.get(0)).isEqualTo(Optional.empty());
    return (Long) ((Optional<?>) reply.get(1)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "65536"})
  void givesAsManyBytesAsAsked(long count) {
    List<?> reply = call(count, null, null);
    assertThat((byte[]) ((Optional<?>) reply.get(0)).orElseThrow()).hasSize((int) count);
    assertThat(reply.get(1)).isEqualTo(Optional.empty());
  }

  @Test
  void reachesBothEndsAndNothingBeyond() {
    long[] seen = new long[3];
    for (int i = 0; i < 3_000; i++) {
      seen[(int) between(-1, 1) + 1]++;
    }
    for (long count : seen) {
      assertThat(count).isBetween(800L, 1_200L);
    }
  }

  @Test
  void coversTheWholeRange() {
    assertThat(between(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(between(Long.MIN_VALUE, Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(between(Long.MAX_VALUE - 1, Long.MAX_VALUE)).isGreaterThan(Long.MAX_VALUE - 2);
    boolean negative = false;
    boolean positive = false;
    for (int i = 0; i < 64; i++) {
      long number = between(Long.MIN_VALUE, Long.MAX_VALUE);
      negative |= number < 0;
      positive |= number >= 0;
    }
    assertThat(negative && positive).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "65537,,",
    ",,",
    "1,1,2",
    ",1,",
    ",,2",
    "4294967295,,",
    ",2,1",
    ",9223372036854775807,-9223372036854775808"
  })
  void refusesOtherRequests(Long bytes, Long min, Long max) {
    assertThatThrownBy(() -> call(bytes, min, max))
        .isInstanceOfSatisfying(
            HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID));
  }
}
