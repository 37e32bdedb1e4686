package dev.morph.distribution.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ">=0.9.0; 0.9.0 1.0.0 7.1.2; 0.8.9 0.0.0",
        "> 1.2.3; 1.2.4 2.0.0; 1.2.3 1.0.0",
        ">1.2; 1.3.0; 1.2.0 1.2.9",
        "<=1.2; 1.2.9 0.1.0; 1.3.0",
        "<1.2; 1.1.9; 1.2.0",
        "1.2.3; 1.2.3; 1.2.4 1.2.2",
        "=v1.2.3; 1.2.3; 1.2.4",
        "1.2; 1.2.0 1.2.9; 1.3.0 1.1.9",
        "1.x; 1.0.0 1.9.9; 2.0.0 0.9.9",
        "1; 1.0.0 1.9.9; 2.0.0",
        "*; 0.0.0 1.0.0 99.0.0; ''",
        "^1.2.3; 1.2.3 1.9.0; 1.2.2 2.0.0",
        "^0.9; 0.9.0 0.9.9; 0.10.0 1.0.0",
        "^0.0.3; 0.0.3; 0.0.4",
        "^0; 0.0.0 0.9.9; 1.0.0",
        "~1.2.3; 1.2.3 1.2.9; 1.3.0",
        "~1; 1.0.0 1.9.0; 2.0.0",
        ">=1.0 <2.0; 1.0.0 1.9.9; 2.0.0 0.9.0",
        ">=1.0, <2.0; 1.0.0; 2.0.0",
        "^0.9 || ^1.0; 0.9.5 1.4.0; 0.8.0 2.0.0",
        ">=1.0.0-rc.1; 1.0.0; 0.9.9",
        ">=1.0.0+build-7; 1.0.0; 0.9.9"
      })
  void aRangeHoldsWhatItSays(String range, String inside, String outside) {
    VersionRange parsed = VersionRange.parse(range);
    for (String version : inside.split(" ")) {
      assertThat(parsed.contains(version)).as(range + " holds " + version).isTrue();
    }
    for (String version : outside.isEmpty() ? new String[0] : outside.split(" ")) {
      assertThat(parsed.contains(version)).as(range + " holds " + version).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "||",
        "1.0 ||",
        "latest",
        "=>1.0",
        ">=",
        "1.2.3.4",
        "1..2",
        "x.1",
        "01.2",
        "-1",
        "1.9999999999",
        ">=1.0; rm"
      })
  void whatIsNoRangeIsRefused(String range) {
    assertThatThrownBy(() -> VersionRange.parse(range))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no condition on a version");
  }

  @ParameterizedTest
  @ValueSource(ints = {257, 1_000_000})
  void aLongTextIsNotRead(int length) {
    assertThatThrownBy(() -> VersionRange.parse("1".repeat(length)))
        .hasMessageContaining("at most 256");
  }
}
