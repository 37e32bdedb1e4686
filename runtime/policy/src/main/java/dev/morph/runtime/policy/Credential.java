package dev.morph.runtime.policy;

/**
 * A header that the host adds to an extension's requests to one host; the guest never sees the
 * value. Immutable.
 *
 * @param secret the key of the extension's own secret that holds the value
 * @param host where it is sent, and nowhere else: no method and no path
 * @param header its name, a token of HTTP
 * @param scheme what stands before the value with a space between, as {@code "Bearer"}; empty for
 *     nothing
 */
public record Credential(String secret, HostRule host, String header, String scheme) {
  /** The header of a credential that names none. */
  public static final String DEFAULT_HEADER = "Authorization";

  /** The most that one extension may have. */
  public static final int MOST = 64;

  private static final int LONGEST_TOKEN = 128;
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /**
   * @throws IllegalArgumentException if the rule is not for a host alone, or header or scheme are
   *     no tokens
   */
  public Credential {
    if (host.host().isEmpty() || !host.equals(host.website())) {
      throw new IllegalArgumentException("a credential is for a host, not for a method or path");
    }
    if (secret.isEmpty() || !isToken(header) || !(scheme.isEmpty() || isToken(scheme))) {
      throw new IllegalArgumentException("a credential has a secret, and words of HTTP");
    }
  }

  /** True for a token of HTTP (RFC 9110, section 5.6.2) of at most 128 characters. */
  public static boolean isToken(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_TOKEN
        && text.chars().allMatch(c -> isWord((char) c) || TOKEN_MARKS.indexOf(c) >= 0);
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || IpAddress.isDigit(c);
  }

  /** True if requests to this target get the header. */
  public boolean covers(HttpTarget target) {
    return host.covers(target);
  }

  /** True if each request that the other's header would be added to has this one's already. */
  public boolean hides(Credential other) {
    return header.equalsIgnoreCase(other.header) && host.contains(other.host);
  }

  /** True if each request that gets the other's secret may get it by this one too. */
  boolean sendsWith(Credential other) {
    return secret.equals(other.secret) && host.contains(other.host);
  }

  /** What it does, for people, as {@code "Send its secret token to api.example.com"}. */
  public String words() {
    return "Send its secret "
        + Shown.text(secret)
        + " to "
        + host.text()
        + (host.scheme().equals("http") ? " (unencrypted)" : "");
  }
}
