package dev.morph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.MorphException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
  private static final Instant NOW = Instant.parse("2026-05-08T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "90s,2026-05-08T11:58:30Z",
    "15m,2026-05-08T11:45:00Z",
    "1h,2026-05-08T11:00:00Z",
    "7d,2026-05-01T12:00:00Z",
    "2026-05-01T12:00:00+02:00,2026-05-01T10:00:00Z"
  })
  void isATimeOrHowLongAgo(String text, Instant expected) {
    assertThat(Moment.of("--since", text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "5y",
        "-5m",
        "yesterday",
        "2026-05-01",
        "99999999999d",
        "999999999d",
        "1h30m",
        "5 m",
        "+999999999-12-31T23:59:59Z",
        "-0001-01-01T00:00:00Z"
      })
  void nothingElseIs(String text) {
    assertThatThrownBy(() -> Moment.of("--since", text, NOW))
        .isInstanceOf(MorphException.class)
        .hasMessageStartingWith("--since: ");
  }
}
