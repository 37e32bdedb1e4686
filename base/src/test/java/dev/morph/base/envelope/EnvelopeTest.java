package dev.morph.base.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.envelope.Envelope.Header;
import dev.morph.base.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
  private static final JsonObject VALUE = JsonObject.builder().put("a", 1).build();

  @Test
  void carriesJson() {
    Envelope envelope = Envelope.json(VALUE);
    assertThat(envelope.contentType()).isEqualTo("application/json");
    assertThat(envelope.header()).isEqualTo(new Header(0, "", null));
    assertThat(envelope.asJson()).isEqualTo(VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "application/json; charset=utf-8",
        "application/json;",
        "Application/JSON",
        " application/json",
        "text/json",
        "application/morphir-ir+json"
      })
  void isJsonOnlyByItsExactContentType(String contentType) {
    var envelope = new Envelope(Header.NONE, contentType, "{}".getBytes(UTF_8));
    assertThatThrownBy(envelope::asJson)
        .isInstanceOf(EnvelopeException.class)
        .hasMessageContaining("\"" + contentType + "\"")
        .hasMessageContaining("\"application/json\"");
  }

  @Test
  void saysThatContentIsNotJson() {
    var envelope = new Envelope(Header.NONE, Envelope.JSON, "{".getBytes(UTF_8));
    assertThatThrownBy(envelope::asJson)
        .isInstanceOf(EnvelopeException.class)
        .hasMessageStartingWith("the content is not JSON: ");
  }

  @Test
  void isEqualByItsBytes() {
    assertThat(Envelope.json(VALUE))
        .isEqualTo(Envelope.json(VALUE))
        .hasSameHashCodeAs(Envelope.json(VALUE))
        .isNotEqualTo(Envelope.json(JsonObject.EMPTY))
        .isNotEqualTo(new Envelope(Header.NONE, "t", Envelope.json(VALUE).content()))
        .isNotEqualTo(
            new Envelope(new Header(1, "", null), Envelope.JSON, Envelope.json(VALUE).content()));
  }

  @Test
  void doesNotPrintItsContent() {
    assertThat(new Envelope(Header.NONE, "text/plain", "secret".getBytes(UTF_8)).toString())
        .doesNotContain("secret")
        .contains("text/plain", "6 bytes");
  }
}
