package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallRequest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EchoTest {
  private static final List<String> GUESTS = List.of("echo-rust", "echo-c");

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void rustAndCAnswerEveryTextUnchanged(EngineMode mode) {
    List<String> texts =
        List.of(
            "",
            "plain",
            "Grüße, 世界, \uD83D\uDE00\uD834\uDD1E",
            "nul \u0000, bell \u0007, delete \u007f, next line \u0085, separator \u2028",
            "quotes \" and \\ and / and \\u0041 \\\" \\\\",
            "\t\r\n\b\f",
            "combined e\u0301, right to left \u202e, joined \uD83D\uDC68\u200D\uD83D\uDC69",
            "\uFFFD \uFFFE \uFFFF \uDBFF\uDFFF");
    for (String guest : GUESTS) {
      try (Morph morph = Morph.builder().engine(mode).build();
          Extension echo = morph.load(BuiltGuests.extension(guest), LoadOptions.none())) {
        for (String text : texts) {
          assertThat(echo(echo, new JsonString(text)))
              .as(guest + " of " + Json.write(new JsonString(text)))
              .isEqualTo(new JsonString(text));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void escapesInTheParametersAreTheCharactersThatTheyMean(EngineMode mode) {
    for (String guest : GUESTS) {
      try (Morph morph = Morph.builder().engine(mode).build();
          Extension echo = morph.load(BuiltGuests.extension(guest), LoadOptions.none())) {
        assertThat(
                echo.execute("echo", "{\"m\\u0065ssage\": \"\\ud83d\\ude00\\u0000\\u00e9\\/\"}")
                    .orThrow())
            .as(guest)
            .isEqualTo(new JsonString("\uD83D\uDE00\u0000é/"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void rustAndCCarryFiveMegabytes(EngineMode mode) {
    JsonString message = new JsonString("0123456789abcdé\n".repeat(5_000_000 / 17));
    for (String guest : GUESTS) {
      try (Morph morph = Morph.builder().engine(mode).build();
          Extension echo =
              morph.load(
                  BuiltGuests.extension(guest), LoadOptions.builder().limit("time=300s").build())) {
        assertThat(echo(echo, message).equals(message)).as(guest).isTrue();
      }
    }
  }

  private static JsonValue echo(Extension echo, JsonString message) {
    return echo.execute(
            CallRequest.of("echo", JsonObject.builder().put("message", message).build()))
        .orThrow();
  }
}
