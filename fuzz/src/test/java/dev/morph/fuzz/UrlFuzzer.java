package dev.morph.fuzz;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.policy.Decision;
import dev.morph.runtime.policy.HttpUrl;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Policy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The egress rule's view of a URL: the same as what is sent, and as what another reader makes of
 * it.
 */
public final class UrlFuzzer {
  private static final HttpUrl BASE = HttpUrl.parse("https://api.example.com/a/b");
  private static final Policy ONE_HOST =
      Policy.withoutManifest(PermissionSet.parse(List.of("http:read=api.example.com/repos/*")));

  private UrlFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    try {
      holds(HttpUrl.parse(text));
    } catch (MorphException e) {
      Check.equal(ErrorCode.URL_INVALID, e.code(), "the code of a refused URL");
    }
    try {
      holds(BASE.resolve(text, UnaryOperator.identity()));
    } catch (MorphException e) {
      Check.equal(ErrorCode.URL_INVALID, e.code(), "the code of a refused redirect");
    }
    try {
      AddressRule.parse(text);
    } catch (MorphException e) {
      Check.equal(ErrorCode.USAGE_INVALID, e.code(), "the code of a refused address");
    }
  }

  private static void holds(HttpUrl url) {
    Check.equal(url, HttpUrl.parse(url.text()), "a URL is read back as it is sent");
    URI other;
    try {
      other = new URI(url.text());
    } catch (URISyntaxException e) {
      throw new AssertionError("broken promise: others can read " + url.text(), e);
    }
    Check.that(other.getRawUserInfo() == null, "nobody sees a user in " + url.text());
    if (other.getHost() != null) { // null where a host is no host name to that reader
      Check.equal(url.host(), other.getHost(), "others see the same host");
      int port = other.getPort();
      Check.equal(
          url.port(),
          port >= 0 ? port : url.scheme().equals("https") ? 443 : 80,
          "others see the same port");
    }
    Check.equal(url.path(), other.getRawPath(), "others see the same path");
    if (ONE_HOST.http(url.target("GET")) instanceof Decision.Granted) {
      Check.equal("https://api.example.com", url.origin(), "only what was granted is granted");
      Check.that(other.normalize().getPath().startsWith("/repos/"), "only under the granted path");
    }
  }
}
