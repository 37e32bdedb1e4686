package dev.morph.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  private static Credential of(String host, String header) {
    return new Credential("token", HostRule.parse(host), header, "Bearer");
  }

  @ParameterizedTest
  @CsvSource({
    "api.example.com, https, api.example.com, 443, true",
    "api.example.com, http, api.example.com, 80, false",
    "api.example.com, http, api.example.com, 443, false",
    "api.example.com, https, api.example.com, 8443, false",
    "api.example.com, https, b.api.example.com, 443, false",
    "api.example.com, https, example.com, 443, false",
    "api.example.com, https, api.example.com.evil.example, 443, false",
    "api.example.com:8443, https, api.example.com, 8443, true",
    "*.example.com, https, a.b.example.com, 443, true",
    "*.example.com, https, example.com, 443, false",
    "*.example.com, https, evilexample.com, 443, false",
    "http://a.example:8080, http, a.example, 8080, true",
    "http://a.example:8080, https, a.example, 8080, false",
    "'[::1]:9', https, '[::1]', 9, true",
  })
  void isForOneHost(String rule, String scheme, String host, int port, boolean covered) {
    assertThat(of(rule, "X").covers(new HttpTarget("POST", scheme, host, port, "/any/path")))
        .isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, Authorization, a.example, authorization, true",
    "*.a.example, X, b.a.example, x, true",
    "*.a.example, X, *.b.a.example, X, true",
    "b.a.example, X, *.a.example, X, false",
    "a.example, X, a.example, Y, false",
    "a.example, X, a.example:8443, X, false",
    "a.example, X, http://a.example, X, false",
  })
  void oneHidesAnother(
      String host, String header, String other, String otherHeader, boolean hidden) {
    assertThat(of(host, header).hides(of(other, otherHeader))).isEqualTo(hidden);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET a.example", "a.example/x", "/x", "POST /x"})
  void isForNoMethodAndNoPath(String rule) {
    assertThatThrownBy(() -> of(rule, "X")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nb", "a:b", "ä", "a\u0000"})
  void wordsAreTokens(String word) {
    HostRule host = HostRule.parse("a.example");
    assertThatThrownBy(() -> new Credential("k", host, word, ""))
        .isInstanceOf(IllegalArgumentException.class);
    if (!word.isEmpty()) {
      assertThatThrownBy(() -> new Credential("k", host, "X", word))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Credential("", host, "X", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatItDoes() {
    assertThat(of("api.example.com", "X").words())
        .isEqualTo("Send its secret token to api.example.com");
    assertThat(of("http://a.example", "X").words())
        .isEqualTo("Send its secret token to http://a.example (unencrypted)");
  }
}
