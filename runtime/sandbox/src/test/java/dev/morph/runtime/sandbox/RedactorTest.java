package dev.morph.runtime.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactorTest {
  private static final String SECRET = "s3cr/t \"ü\" & more+";
  private final Redactor redactor = Redactor.of(List.of(SECRET));

  @Test
  void hidesEachFormOfASecret() {
    byte[] bytes = SECRET.getBytes(UTF_8);
    for (String form :
        List.of(
            SECRET,
            Base64.getEncoder().encodeToString(bytes),
            Base64.getEncoder().withoutPadding().encodeToString(bytes),
            Base64.getUrlEncoder().encodeToString(bytes),
            URLEncoder.encode(SECRET, UTF_8),
            URLEncoder.encode(SECRET, UTF_8).replace("+", "%20"),
            SECRET.replace("\"", "\\\""),
            SECRET.replace("\"", "\\\"").replace("/", "\\/"))) {
      assertThat(redactor.redact("before " + form + " after, " + form))
          .isEqualTo("before [redacted] after, [redacted]");
    }
  }

  @Test
  void leavesShortValuesAndOtherTextAlone() {
    assertThat(Redactor.of(List.of("abc", "")).redact("abc")).isEqualTo("abc");
    byte[] bytes = "nothing here".getBytes(UTF_8);
    assertThat(redactor.redact(bytes)).isSameAs(bytes);
  }

  @Test
  void worksOnBytesThatAreNotText() {
    byte[] bytes = ("\u0000\u00ff" + SECRET).getBytes(UTF_8);
    assertThat(new String(redactor.redact(bytes), UTF_8)).isEqualTo("\u0000\u00ff[redacted]");
  }

  @Test
  void hidesSecretsInTheTextsNamesAndNumbersOfAnObject() {
    Redactor redactor = Redactor.of(List.of("open sesame", "12345", "a\"b\\c"));
    JsonObject details =
        (JsonObject)
            Json.parse(
                "{\"open sesame\":[\"x open sesame\",{\"n\":12345,\"m\":1234}],"
                    + "\"q\":\"a\\\"b\\\\c\",\"t\":true,\"z\":null}");
    assertThat(Json.write(redactor.redact(details)))
        .isEqualTo(
            "{\"[redacted]\":[\"x [redacted]\",{\"n\":\"[redacted]\",\"m\":1234}],"
                + "\"q\":\"[redacted]\",\"t\":true,\"z\":null}");
    assertThat(Redactor.NONE.redact(details)).isSameAs(details);
  }

  @Test
  void secretInsideABase64TextIsHiddenWhateverStandsBefore() {
    String secret = "correct horse";
    Redactor redactor = Redactor.of(List.of(secret));
    for (String before : List.of("", "a", "ab", "abc", "user:")) {
      for (String after : List.of("", "x", "yz", "more text")) {
        String text =
            java.util.Base64.getEncoder()
                .encodeToString(
                    (before + secret + after).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String hidden = redactor.redact("Basic " + text + " end");
        assertThat(hidden).as(before + "|" + after).startsWith("Basic ").endsWith(" end");
        String kept = hidden.replace("Basic ", "").replace(" end", "");
        assertThat(kept).contains("[redacted]");
        assertThat(kept.replace("[redacted]", "").length())
            .isLessThanOrEqualTo((before.length() + after.length() + 2) * 4 / 3 + 4);
      }
    }
  }

  @Test
  void secretsThatOverlapAreHiddenWhole() {
    Redactor redactor = Redactor.of(List.of("abcd", "bcdefgh", "fghij"));
    assertThat(redactor.redact("-abcdefghij-")).isEqualTo("-[redacted]-");
  }

  @Test
  void aMarkIsNotTakenForASecret() {
    Redactor redactor =
        Redactor.of(
            java.util.Map.of(
                "longest secret", "[redacted:aaaa000000000000]", "redacted", "[redacted:b]"));
    assertThat(redactor.redact("longest secret")).isEqualTo("[redacted:aaaa000000000000]");
  }
}
