package dev.morph.capabilities.http;

import dev.morph.runtime.policy.AddressRule;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What the operator sets for the web requests of all guests. Immutable, safe to share.
 *
 * @param allowPrivate the addresses and hosts that guests may reach though they are not public
 * @param userAgent sent where the guest gives none
 * @param resolver finds addresses; what it answers is checked, and only that is connected to
 * @param tls the trust for https; null for the JVM's own
 */
public record HttpSettings(
    List<AddressRule> allowPrivate,
    String userAgent,
    HostResolver resolver,
    @Nullable SSLContext tls) {
  public HttpSettings {
    allowPrivate = List.copyOf(allowPrivate);
    if (!RequestHeaders.isValue(userAgent)) {
      throw new IllegalArgumentException("user agent is no header value of visible ASCII");
    }
  }

  /** Public addresses alone, {@code morph/VERSION}, the system's resolver and trust. */
  public static HttpSettings defaults() {
    String version =
        Objects.requireNonNullElse(
            HttpSettings.class.getPackage().getImplementationVersion(), "dev");
    return new HttpSettings(List.of(), "morph/" + version, HostResolver.SYSTEM, null);
  }

  /** A copy that lets guests reach these addresses and hosts too. */
  public HttpSettings withAllowPrivate(List<AddressRule> rules) {
    return new HttpSettings(rules, userAgent, resolver, tls);
  }

  /** A copy with another name for this host program. */
  public HttpSettings withUserAgent(String agent) {
    return new HttpSettings(allowPrivate, agent, resolver, tls);
  }

  /** A copy with another source of addresses. */
  public HttpSettings withResolver(HostResolver other) {
    return new HttpSettings(allowPrivate, userAgent, other, tls);
  }

  /** A copy with another trust for https. */
  public HttpSettings withTls(SSLContext context) {
    return new HttpSettings(allowPrivate, userAgent, resolver, context);
  }
}
