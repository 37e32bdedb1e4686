package dev.morph.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.MorphException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({
    "5,5",
    "100KB,100000",
    "100MB,100000000",
    "2GB,2000000000",
    "100KiB,102400",
    "100MiB,104857600",
    "1GiB,1073741824"
  })
  void sizesAreDecimalOrBinaryByTheirUnit(String text, long bytes) {
    assertThat(Values.size(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MB",
        "-1MB",
        "1.5MB",
        "1 MB",
        "1mb",
        "1TB",
        "1MBKB",
        "1B",
        "\u0661MB",
        "99999999999999GB"
      })
  void otherTextIsNoSize(String text) {
    assertThatThrownBy(() -> Values.size(text))
        .isInstanceOf(MorphException.class)
        .hasMessageContaining("\"100MB\"");
  }

  @Test
  void timesAreThoseOfLimits() {
    assertThat(Values.time("10s")).isEqualTo(Duration.ofSeconds(10));
    assertThat(Values.time("250ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(Values.time("3")).isEqualTo(Duration.ofSeconds(3));
    assertThatThrownBy(() -> Values.time("10m")).hasMessageContaining("\"10s\"");
    assertThatThrownBy(() -> Values.time("99999999999999999999s"))
        .isInstanceOf(MorphException.class);
  }
}
