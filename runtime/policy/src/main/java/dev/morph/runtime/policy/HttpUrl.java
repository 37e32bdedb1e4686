package dev.morph.runtime.policy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A web address in the one form in which it is compared and sent (RFC 3986). Immutable.
 *
 * <p>What is refused is refused because servers, proxies and resolvers read it in different ways:
 * userinfo, backslashes, slashes and dot segments in disguise, numbers in place of addresses.
 *
 * @param scheme {@code "https"} or {@code "http"}
 * @param host lower-case A-labels without trailing dot, or an IP literal (IPv6 in brackets)
 * @param port 1 to 65535, the scheme's default filled in
 * @param path begins with {@code /}; percent-encodings in upper case, needless ones decoded
 * @param query without {@code ?}; empty for none
 */
public record HttpUrl(String scheme, String host, int port, String path, String query) {
  private static final int LONGEST = 16384;

  /**
   * Reads an absolute URL whose host is ASCII.
   *
   * @throws MorphException URL_INVALID
   */
  public static HttpUrl parse(String url) {
    return parse(url, UnaryOperator.identity());
  }

  /**
   * Reads an absolute URL; a fragment is dropped.
   *
   * @param toAscii maps a host with letters beyond ASCII to A-labels, as IDNA does; throws
   *     IllegalArgumentException if it cannot
   * @throws MorphException URL_INVALID
   */
  public static HttpUrl parse(String url, UnaryOperator<String> toAscii) {
    try {
      Parts parts = Parts.split(url);
      if (parts.scheme == null) {
        throw new Refused("it is not absolute; it must begin with https:// or http://");
      }
      return of(parts.scheme, parts.authority, parts.path, parts.query, toAscii);
    } catch (Refused e) {
      throw invalid(url, e);
    }
  }

  /**
   * The address that a redirect leads to. Dot segments that are not encoded are resolved.
   *
   * @param location absolute, or relative to this
   * @throws MorphException URL_INVALID
   */
  public HttpUrl resolve(String location, UnaryOperator<String> toAscii) {
    try {
      Parts parts = Parts.split(location);
      if (parts.scheme != null || parts.authority != null) {
        String targetScheme = parts.scheme == null ? scheme : parts.scheme;
        return of(targetScheme, parts.authority, withoutDots(parts.path), parts.query, toAscii);
      }
      if (parts.path.isEmpty()) {
        String sameQuery = parts.query == null ? query : UrlPath.query(parts.query);
        return new HttpUrl(scheme, host, port, path, sameQuery);
      }
      String merged =
          parts.path.startsWith("/")
              ? parts.path
              : path.substring(0, path.lastIndexOf('/') + 1) + parts.path;
      return new HttpUrl(
          scheme,
          host,
          port,
          UrlPath.normalise(withoutDots(merged)),
          parts.query == null ? "" : UrlPath.query(parts.query));
    } catch (Refused e) {
      throw invalid(location, e);
    }
  }

  /** What the egress rule compares. */
  public HttpTarget target(String method) {
    return new HttpTarget(method, scheme, host, port, path);
  }

  /** The URL as it is sent; {@link #parse} reads it back. */
  public String text() {
    return origin() + path + (query.isEmpty() ? "" : "?" + query);
  }

  /** Scheme, host and port, as {@code "https://api.example.com"}. */
  public String origin() {
    return scheme + "://" + authority();
  }

  /** {@code host[:port]}, the value of a {@code Host} header. */
  public String authority() {
    return HostName.withPort(scheme, host, port);
  }

  /** Path and query, as a request line has them. */
  public String pathAndQuery() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static HttpUrl of(
      String rawScheme,
      @Nullable String authority,
      String path,
      @Nullable String query,
      UnaryOperator<String> toAscii) {
    String scheme = HostName.lower(rawScheme);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new Refused("the scheme " + Shown.text(scheme) + " is neither https nor http");
    }
    if (authority == null) {
      throw new Refused("'//' is missing after " + scheme + ":");
    }
    if (authority.indexOf('@') >= 0) {
      throw new Refused("it holds a user or password; send them in a header");
    }
    int colon = authority.indexOf(':', authority.indexOf(']') + 1);
    String rawHost = colon < 0 ? authority : authority.substring(0, colon);
    return new HttpUrl(
        scheme,
        HostName.parse(ascii(rawHost, toAscii)),
        colon < 0 ? HostName.defaultPort(scheme) : HostName.port(authority.substring(colon + 1)),
        path.isEmpty() ? "/" : UrlPath.normalise(path),
        query == null ? "" : UrlPath.query(query));
  }

  private static String ascii(String host, UnaryOperator<String> toAscii) {
    for (int i = 0; i < host.length(); i++) {
      if (host.charAt(i) >= 0x80) {
        try {
          return toAscii.apply(host);
        } catch (IllegalArgumentException e) {
          throw new Refused("the host " + Shown.text(host) + " has no A-label form");
        }
      }
    }
    return host;
  }

  /** RFC 3986, section 5.2.4, on an absolute or empty path. */
  private static String withoutDots(String path) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < path.length()) {
      int end = path.indexOf('/', at + 1);
      String segment = path.substring(at + 1, end < 0 ? path.length() : end);
      boolean up = segment.equals("..");
      if (up) {
        out.setLength(Math.max(0, out.lastIndexOf("/")));
      } else if (!segment.equals(".")) {
        out.append('/').append(segment);
      }
      if (end < 0 && (up || segment.equals("."))) {
        out.append('/');
      }
      at = end < 0 ? path.length() : end;
    }
    return out.toString();
  }

  private static MorphException invalid(String url, Refused fault) {
    int query = url.indexOf('?');
    String shown = query < 0 ? url : url.substring(0, query) + "?...";
    int at = shown.indexOf('@');
    return new MorphException(
        ErrorCode.URL_INVALID,
        (at < 0 ? "the URL " + Shown.text(shown) : "the URL") + " is refused: " + fault.text());
  }

  /** A reference cut into its parts (RFC 3986, appendix B), fragment dropped. */
  private record Parts(
      @Nullable String scheme, @Nullable String authority, String path, @Nullable String query) {
    static Parts split(String url) {
      if (url.length() > LONGEST) {
        throw new Refused("it is longer than 16384 characters");
      }
      for (int i = 0; i < url.length(); i++) {
        char c = url.charAt(i);
        if (c <= 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0x2028 || c == 0x2029) {
          throw new Refused("it holds white space or a control character; percent-encode it");
        }
        if (c == '\\') {
          throw new Refused("it holds a backslash; '/' separates the parts of a path");
        }
      }
      int fragment = url.indexOf('#');
      String rest = fragment < 0 ? url : url.substring(0, fragment);
      int question = rest.indexOf('?');
      String query = question < 0 ? null : rest.substring(question + 1);
      rest = question < 0 ? rest : rest.substring(0, question);
      int colon = rest.indexOf(':');
      int slash = rest.indexOf('/');
      boolean absolute = colon >= 0 && (slash < 0 || colon < slash);
      String scheme = absolute ? rest.substring(0, colon) : null;
      rest = absolute ? rest.substring(colon + 1) : rest;
      if (!rest.startsWith("//")) {
        return new Parts(scheme, null, rest, query);
      }
      int path = rest.indexOf('/', 2);
      return new Parts(
          scheme,
          path < 0 ? rest.substring(2) : rest.substring(2, path),
          path < 0 ? "" : rest.substring(path),
          query);
    }
  }
}
