package dev.morph.storage.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "issue.created", "A_b-1:2.c", "1.2.3"})
  void takesTopics(String topic) {
    assertThat(Topics.isTopic(topic)).isTrue();
    assertThat(Topics.isPattern(topic)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a/b", "ä", "a\n", "a\\*"})
  void refusesWhatIsNone(String topic) {
    assertThat(Topics.isTopic(topic)).isFalse();
    assertThat(Topics.isPattern(topic)).isFalse();
  }

  @Test
  void boundsTheLength() {
    assertThat(Topics.isTopic("a".repeat(200))).isTrue();
    assertThat(Topics.isTopic("a".repeat(201))).isFalse();
    assertThat(Topics.isTopic("a*")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "a, ab, false",
    "*, a.b, true",
    "issue.*, issue.created, true",
    "issue.*, issue., true",
    "issue.*, issues.created, false",
    "*.created, issue.created, true",
    "a*b*c, a1b2c, true",
    "a*b*c, ac, false",
    "a*a, a, false",
    "a*ab*b, aab, false",
    "**, x, true"
  })
  void patternsFit(String pattern, String topic, boolean fits) {
    assertThat(Topics.fits(pattern, topic)).isEqualTo(fits);
  }
}
