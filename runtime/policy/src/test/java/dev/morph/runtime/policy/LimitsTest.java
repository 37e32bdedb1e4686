package dev.morph.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @CsvSource({
    "memory, BYTES, 268435456, 1073741824",
    "gc-alloc, BYTES, 4294967296, 68719476736",
    "fuel, COUNT, 10000000000, 100000000000",
    "time, NANOS, 60000000000, 300000000000",
    "http-rate, COUNT, 100, 1000",
    "http-calls, COUNT, 100, 1000",
    "http-request, BYTES, 1048576, 10485760",
    "http-response, BYTES, 10485760, 104857600",
    "event-rate, COUNT, 500, 5000",
    "log-lines, COUNT, 1000, 100000",
    "log-line, BYTES, 4096, 65536",
    "file-size, BYTES, 10485760, 104857600",
    "table-elements, COUNT, 100000, 10000000",
    "instances, COUNT, 64, 1024",
    "stack-depth, COUNT, 10000, 10000",
    "compile-time, NANOS, 60000000000, 300000000000",
    "compile-memory, BYTES, 1073741824, 4294967296",
    "artifact-size, BYTES, 52428800, 209715200",
    "result-size, BYTES, 10485760, 104857600",
  })
  void hasTheDefaultAndCeilingOfTheContract(
      String word, Limit.Unit unit, long defaultValue, long ceiling) {
    Limit limit = Limit.of(word).orElseThrow();
    assertThat(limit.unit()).isEqualTo(unit);
    assertThat(limit.defaultValue()).isEqualTo(defaultValue);
    assertThat(limit.ceiling()).isEqualTo(ceiling);
    assertThat(Limits.defaults().value(limit)).isEqualTo(defaultValue);
    assertThat(Limits.defaults().ceiling(limit)).isEqualTo(ceiling);
  }

  @Test
  void hasNineteenLimits() {
    assertThat(Limit.values()).hasSize(19);
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void answersExcessWithTheCodeOfItsName(Limit limit) {
    String expected = limit == Limit.STACK_DEPTH ? "guest-trap" : "limit-" + limit.word();
    assertThat(limit.code().word()).isEqualTo(expected);
  }

  @Test
  void noManifestKeyBelongsToTwoLimits() {
    Set<String> seen = new HashSet<>();
    for (Limit limit : Limit.values()) {
      for (Limit.Key key : limit.manifestKeys()) {
        assertThat(seen.add(key.word())).as(key.word()).isTrue();
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "memory_mb",
            "max_memory_mb",
            "gc_alloc_mb",
            "cpu_fuel",
            "timeout_sec",
            "max_execution_ms",
            "http_rate_per_min",
            "max_http_requests",
            "events_rate_per_min",
            "max_file_size_mb");
  }

  @ParameterizedTest
  @CsvSource({
    "memory=1048576, MEMORY, 1048576",
    "memory=64KiB, MEMORY, 65536",
    "memory=300MiB, MEMORY, 314572800",
    "memory=1GiB, MEMORY, 1073741824",
    "fuel=123, FUEL, 123",
    "fuel=0, FUEL, 0",
    "time=2, TIME, 2000000000",
    "time=2s, TIME, 2000000000",
    "time=1500ms, TIME, 1500000000",
    "http-calls=0, HTTP_CALLS, 0",
    "log-line=000000000000000000000000001, LOG_LINE, 1",
  })
  void readsASetting(String setting, Limit limit, long value) {
    assertThat(Limits.defaults().parse(setting).value(limit)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "memory=2GiB",
        "memory=1073741825",
        "memory=9223372036854775807",
        "memory=9223372036854775808",
        "memory=99999999999999999999999999999999",
        "memory=9223372036854775807GiB",
        "memory=8589934592GiB",
        "time=301",
        "time=9223372037s",
        "memory=-1",
        "memory=-9223372036854775808",
        "memory=",
        "memory",
        "memory=+1",
        "memory= 1",
        "memory=1 ",
        "memory=1 MiB",
        "memory=1MB",
        "memory=1mib",
        "memory=1.5GiB",
        "memory=0x10",
        "memory=1_000",
        "memory=1e6",
        "memory=NaN",
        "memory=\u0661",
        "memory=1s",
        "fuel=1KiB",
        "time=1MiB",
        "time=1ns",
        "stack-depth=10001",
      })
  void refusesASettingNamingLimitAndCeiling(String setting) {
    String word = setting.contains("=") ? setting.substring(0, setting.indexOf('=')) : setting;
    Limit limit = Limit.of(word).orElseThrow();
    assertThatThrownBy(() -> Limits.defaults().parse(setting))
        .isInstanceOfSatisfying(
            MorphException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID);
              assertThat(e).hasMessageContaining(word);
              assertThat(e).hasMessageContaining(limit.show(limit.ceiling()));
            });
  }

  @Test
  void namesTheNearestLimitForAnUnknownOne() {
    assertThatThrownBy(() -> Limits.defaults().parse("memroy=1"))
        .isInstanceOf(MorphException.class)
        .hasMessageContaining("did you mean memory?");
    assertThatThrownBy(() -> Limits.defaults().parse("\n\u001b[31m=1"))
        .isInstanceOf(MorphException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("\u001b"));
  }

  @Test
  void saysValueAndCeilingOfOneThatIsTooLarge() {
    assertThatThrownBy(() -> Limits.defaults().parse("memory=2GiB"))
        .hasMessage(
            "limit memory: 2 GiB is above the ceiling; give an integer of bytes, or one with KiB,"
                + " MiB or GiB, from 0 to the ceiling 1 GiB");
  }

  @Test
  void copiesAndLeavesTheOriginal() {
    Limits one = Limits.defaults();
    Limits two = one.with(Limit.MEMORY, MIB).with(Limit.FUEL, 5);
    assertThat(one.value(Limit.MEMORY)).isEqualTo(256 * MIB);
    assertThat(two.value(Limit.MEMORY)).isEqualTo(MIB);
    assertThat(two.value(Limit.FUEL)).isEqualTo(5);
    assertThat(two).isNotEqualTo(one).hasToString("limits memory=1 MiB fuel=5");
    assertThat(Limits.defaults()).isEqualTo(one).hasSameHashCodeAs(one);
  }

  @Test
  void takesTheOperatorsCeiling() {
    Limits raised = Limits.defaults().withCeiling(Limit.MEMORY, 8 * GIB);
    assertThat(raised.parse("memory=8GiB").value(Limit.MEMORY)).isEqualTo(8 * GIB);
    Limits lowered = Limits.defaults().withCeiling(Limit.MEMORY, MIB);
    assertThat(lowered.value(Limit.MEMORY)).isEqualTo(MIB);
    assertThatThrownBy(() -> lowered.parse("memory=2MiB")).hasMessageContaining("1 MiB");
  }

  @Property
  void anyTextIsASettingOrAUsageError(@ForAll String text) {
    for (String setting : new String[] {text, "memory=" + text, "time=1" + text}) {
      try {
        Limits limits = Limits.defaults().parse(setting);
        for (Limit limit : Limit.values()) {
          assertThat(limits.value(limit)).isBetween(0L, limit.ceiling());
        }
      } catch (MorphException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void standsInTheReference(Limit limit) throws Exception {
    String page =
        Files.readString(Path.of(System.getProperty("morph.root"), "docs/reference/limits.md"));
    StringBuilder keys = new StringBuilder();
    for (Limit.Key key : limit.manifestKeys()) {
      keys.append(keys.isEmpty() ? "" : ", ").append('`').append(key.word()).append('`');
    }
    assertThat(page)
        .contains(
            "| `"
                + limit.word()
                + "` | "
                + limit.show(limit.defaultValue())
                + " | "
                + limit.show(limit.ceiling())
                + " | "
                + (keys.isEmpty() ? "-" : keys)
                + " | `"
                + limit.code().word()
                + "` |");
  }
}
