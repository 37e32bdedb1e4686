package dev.morph.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.net.IDN;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://a.example | https://a.example/",
        "HTTPS://A.Example.:443/X | https://a.example/X",
        "http://a.example:80/ | http://a.example/",
        "http://a.example:443/ | http://a.example:443/",
        "https://a.example?q=1 | https://a.example/?q=1",
        "https://a.example/x#frag?y | https://a.example/x",
        "https://a.example/%7e%41%c3%a9 | https://a.example/~A%C3%A9",
        "https://a.example/\u00e9?\u20ac=\ud83d\ude00 | https://a.example/%C3%A9?%E2%82%AC=%F0%9F%98%80",
        "https://a.example/a//b | https://a.example/a//b",
        "https://a.example/a.b/..c/... | https://a.example/a.b/..c/...",
        "https://a.example/?u=https://b.example/../x%2F | https://a.example/?u=https://b.example/../x%2F",
        "https://127.0.0.1:8080/ | https://127.0.0.1:8080/",
        "https://[2001:DB8:0:0:1:0:0:1]/ | https://[2001:db8::1:0:0:1]/",
        "https://[::ffff:127.0.0.1]/ | https://[::ffff:7f00:1]/",
        "https://[::]/ | https://[::]/",
        "https://[1::]/ | https://[1::]/",
        "https://[1:0:3:4:5:6:7:8]/ | https://[1:0:3:4:5:6:7:8]/",
        "https://a_b.example/ | https://a_b.example/",
        "https://a.example/<x>\"{} | https://a.example/%3Cx%3E%22%7B%7D",
      })
  void normalises(String url, String text) {
    HttpUrl parsed = HttpUrl.parse(url);
    assertThat(parsed.text()).isEqualTo(text);
    assertThat(HttpUrl.parse(text)).isEqualTo(parsed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//a.example/",
        "a.example",
        "https:",
        "https:/a.example",
        "https:a.example",
        "https://",
        "https:///x",
        "https://?x",
        "https://.",
        "ftp://a.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https ://a.example/",
        "https://user@a.example/",
        "https://user:pw@a.example/",
        "https://a.example@b.example/",
        "https://@a.example/",
        "https://a.example:/",
        "https://a.example:0/",
        "https://a.example:65536/",
        "https://a.example:4294967739/",
        "https://a.example:+443/",
        "https://a.example:44x/",
        "https://a.example:443:443/",
        " https://a.example/",
        "https://a.example/ ",
        "https://a.example/a b",
        "https://a.example/\r\nX: y",
        "https://a.example/\u0000",
        "https://a.example/\u0085",
        "https://a.example\t/",
        "https://a.example\\@b.example/",
        "https://a.example/a\\b",
        "https://a.example/a%2fb",
        "https://a.example/a%2Fb",
        "https://a.example/a%5cb",
        "https://a.example/a%5Cb",
        "https://a.example/a%252fb",
        "https://a.example/a%25252Fb",
        "https://a.example/a%255cb",
        "https://a.example/.",
        "https://a.example/..",
        "https://a.example/a/../b",
        "https://a.example/a/./b",
        "https://a.example/a/%2e%2e/b",
        "https://a.example/a/.%2E/b",
        "https://a.example/a/%2e",
        "https://a.example/a/%252e%252e/b",
        "https://a.example/a/..;x=1/b",
        "https://a.example/a/%2e%2e%3bx/b",
        "https://a.example/a/%25252525252525252525252525252525252e",
        "https://a.example/%",
        "https://a.example/%2",
        "https://a.example/%zz",
        "https://a.example/%\uff12\uff10",
        "https://a.example/?%",
        "https://a.example/\ud800",
        "https://a%2eexample/",
        "https://b\u00fccher.example/",
        "https://a\u3002example/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0x/",
        "https://127.1/",
        "https://127.0.0.01/",
        "https://0177.0.0.1/",
        "https://127.0.0.256/",
        "https://127.0.0.1.2/",
        "https://1.2.3.4.5.6/",
        "https://a.1/",
        "https://[::1/",
        "https://::1/",
        "https://[::1]x/",
        "https://[::1%25eth0]/",
        "https://[1:2:3:4:5:6:7:8:9]/",
        "https://[1::2::3]/",
        "https://[1:2:3:4:5:6:7::8:9]/",
        "https://[12345::]/",
        "https://[::1.2.3]/",
        "https://[v1.x]/",
        "https://[]/",
        "https://a..example/",
        "https://*.example/",
        "https://a,b.example/",
      })
  void refuses(String url) {
    assertThatThrownBy(() -> HttpUrl.parse(url))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.URL_INVALID));
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatThrownBy(() -> HttpUrl.parse("https://a.example/" + "x".repeat(20_000)))
        .hasMessageContaining("16384");
  }

  @Test
  void keepsPasswordAndQueryOutOfTheMessage() {
    assertThatThrownBy(() -> HttpUrl.parse("https://u:hunter2@a.example/"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    assertThatThrownBy(() -> HttpUrl.parse("https://a.example/..?token=hunter2"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void mapsNamesBeyondAsciiAndChecksWhatComesOut() {
    UnaryOperator<String> idn = host -> IDN.toASCII(host, 0);
    assertThat(HttpUrl.parse("https://B\u00dccher.example/", idn).host())
        .isEqualTo("xn--bcher-kva.example");
    assertThatThrownBy(() -> HttpUrl.parse("https://\uff11\uff12\uff17.1/", host -> "127.1"))
        .hasMessageContaining("IPv4");
    assertThatThrownBy(() -> HttpUrl.parse("https://\u00fc/", host -> "a/b@c"))
        .isInstanceOf(MorphException.class);
    assertThatThrownBy(() ->
            HttpUrl.parse(
                "https://\u00fc/",
                host -> {
                  throw new IllegalArgumentException("no");
                }))
        .isInstanceOf(MorphException.class)
        .hasMessageContaining("A-label");
  }

  // RFC 3986, section 5.4, without the forms that are refused.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g | http://a/b/c/g",
        "./g | http://a/b/c/g",
        "g/ | http://a/b/c/g/",
        "/g | http://a/g",
        "//g | http://g/",
        "?y | http://a/b/c/d;p?y",
        "g?y | http://a/b/c/g?y",
        "#s | http://a/b/c/d;p?q",
        "g#s | http://a/b/c/g",
        "g?y#s | http://a/b/c/g?y",
        ";x | http://a/b/c/;x",
        "g;x | http://a/b/c/g;x",
        "'' | http://a/b/c/d;p?q",
        ". | http://a/b/c/",
        "./ | http://a/b/c/",
        ".. | http://a/b/",
        "../ | http://a/b/",
        "../g | http://a/b/g",
        "../.. | http://a/",
        "../../g | http://a/g",
        "../../../g | http://a/g",
        "/./g | http://a/g",
        "/../g | http://a/g",
        "g. | http://a/b/c/g.",
        "..g | http://a/b/c/..g",
        "./../g | http://a/b/g",
        "g/./h | http://a/b/c/g/h",
        "g/../h | http://a/b/c/h",
        "g?y/../x | http://a/b/c/g?y/../x",
        "https://b.example/x/../y | https://b.example/y",
        "HTTPS://b.example | https://b.example/",
      })
  void resolvesRedirects(String location, String text) {
    HttpUrl base = HttpUrl.parse("http://a/b/c/d;p?q");
    assertThat(base.resolve(location, UnaryOperator.identity()).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%2e%2e/x",
        "x/%2E%2e/y",
        "/a%2fb",
        "\\\\b.example/",
        "//user@b.example/",
        "ftp://b.example/",
        "http:g",
        "g:h",
        "//127.1/",
        "/a b",
        "/\n",
      })
  void refusesARedirect(String location) {
    HttpUrl base = HttpUrl.parse("http://a/b/c/d");
    assertThatThrownBy(() -> base.resolve(location, UnaryOperator.identity()))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.URL_INVALID));
  }

  @Property
  void anyTextIsAUrlThatRoundTripsOrRefused(@ForAll String text) {
    for (String url : new String[] {text, "https://" + text, "https://a.example/" + text}) {
      try {
        HttpUrl parsed = HttpUrl.parse(url);
        assertThat(HttpUrl.parse(parsed.text())).isEqualTo(parsed);
        assertThat(parsed.path()).startsWith("/").doesNotContain("/../").doesNotContain("%2F");
      } catch (MorphException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.URL_INVALID);
      }
    }
  }
}
