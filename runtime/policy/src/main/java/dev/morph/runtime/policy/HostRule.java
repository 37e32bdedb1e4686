package dev.morph.runtime.policy;

import java.util.List;

/**
 * Which web requests one entry of a scope covers.
 *
 * @param method in upper case; empty for every method
 * @param scheme {@code "https"} or {@code "http"}
 * @param below true if every name below the host is meant, at any depth, and not the host itself
 * @param host lower case, as A-labels, or an IP literal; empty for every public host
 * @param port 1 to 65535; 0 for every port, if the host is empty
 * @param path what the normalised path must fit
 */
public record HostRule(
    String method, String scheme, boolean below, String host, int port, Glob path) {
  private static final int LONGEST = 1024;
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** https on any port of any public host. */
  static final HostRule ANY = new HostRule("", "https", false, "", 0, Glob.ANY);

  /**
   * Reads {@code [METHOD ][scheme://][*.]host[:port][/path]}, or {@code [METHOD ]/path}.
   *
   * @throws IllegalArgumentException for anything else; the message says why
   */
  public static HostRule parse(String raw) {
    if (raw.length() > LONGEST) {
      throw new Refused("a host rule is longer than 1024 characters");
    }
    int space = raw.indexOf(' ');
    String method = space < 0 ? "" : method(raw.substring(0, space));
    String rest = raw.substring(space + 1);
    if (METHODS.contains(rest)) {
      throw new Refused(
          "the host is missing after " + rest + "; write " + rest + " /* for any website");
    }
    String scheme = "https";
    int colon = rest.indexOf("://");
    if (colon >= 0 && rest.indexOf('/') == colon + 1) {
      scheme = HostName.lower(rest.substring(0, colon));
      rest = rest.substring(colon + 3);
      if (!scheme.equals("https") && !scheme.equals("http")) {
        throw new Refused("the scheme " + Shown.text(scheme) + " is neither https nor http");
      }
      if (rest.startsWith("/")) {
        throw new Refused("the host is missing after " + scheme + "://");
      }
    }
    int slash = rest.indexOf('/');
    Glob path = slash < 0 ? Glob.ANY : path(rest.substring(slash));
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    if (authority.isEmpty() && slash == 0) {
      return new HostRule(method, scheme, false, "", 0, path);
    }
    return host(method, scheme, authority, path);
  }

  private static HostRule host(String method, String scheme, String authority, Glob path) {
    if (authority.indexOf('@') >= 0) {
      throw new Refused("a host rule has no user and password");
    }
    boolean below = authority.startsWith("*.");
    String name = below ? authority.substring(2) : authority;
    if (name.indexOf('*') >= 0) {
      throw new Refused(
          name.equals("*")
              ? "'*' alone is no host; leave the scope off for any website, or write *.example.com"
              : "'*' stands only in front of a whole name, as *.example.com; "
                  + Shown.text(authority)
                  + " is not accepted");
    }
    int bracket = name.indexOf(']');
    int colon = name.indexOf(':', bracket + 1);
    int port = colon < 0 ? HostName.defaultPort(scheme) : HostName.port(name.substring(colon + 1));
    String host = HostName.parse(colon < 0 ? name : name.substring(0, colon));
    if (below && HostName.literal(host)) {
      throw new Refused("'*.' stands in front of a name, not of the address " + host);
    }
    return new HostRule(method, scheme, below, host, port, path);
  }

  /** Reads a method in upper case. */
  static String method(String raw) {
    boolean ok = !raw.isEmpty() && raw.length() <= 32;
    for (int i = 0; ok && i < raw.length(); i++) {
      char c = raw.charAt(i);
      ok = (c >= 'A' && c <= 'Z') || c == '-' || (i > 0 && (IpAddress.isDigit(c) || c == '_'));
    }
    if (!ok) {
      throw new Refused(
          "the method "
              + Shown.text(raw)
              + " is not accepted; write it in upper case, as POST, with one space behind it");
    }
    return raw;
  }

  /** Reads a path in which {@code *} crosses slashes. */
  static Glob path(String raw) {
    if (!raw.startsWith("/")) {
      throw new Refused("the path " + Shown.text(raw) + " does not begin with '/'; as in /repos/*");
    }
    if (raw.indexOf('?') >= 0 || raw.indexOf('#') >= 0) {
      throw new Refused("the path " + Shown.text(raw) + " has a query; only the path is compared");
    }
    Glob path = Glob.parse(UrlPath.normalise(raw));
    return path.equals(EVERY_PATH) ? Glob.ANY : path;
  }

  private static final Glob EVERY_PATH = Glob.parse("/*");

  /** The same, for one path only. */
  HostRule withPath(Glob onePath) {
    return new HostRule(method, scheme, below, host, port, onePath);
  }

  /** The same, for one method only. */
  HostRule withMethod(String oneMethod) {
    return new HostRule(oneMethod, scheme, below, host, port, path);
  }

  /** The same for every method and path. */
  HostRule website() {
    return new HostRule("", scheme, below, host, port, Glob.ANY);
  }

  /** True if the request may go out by this rule. */
  boolean covers(HttpTarget target) {
    return (method.isEmpty() || method.equals(target.method()))
        && scheme.equals(target.scheme())
        && (port == 0 || port == target.port())
        && coversHost(target.host())
        && path.matches(target.path());
  }

  private boolean coversHost(String name) {
    if (below) {
      return name.length() > host.length() + 1 && name.endsWith("." + host);
    }
    return host.isEmpty() || host.equals(name);
  }

  /** True if this covers every request that the other covers. */
  boolean contains(HostRule other) {
    boolean hosts =
        host.isEmpty()
            || (other.below && below && (host.equals(other.host) || coversHost(other.host)))
            || (!other.below && !other.host.isEmpty() && coversHost(other.host));
    return hosts
        && (method.isEmpty() || method.equals(other.method))
        && scheme.equals(other.scheme)
        && (port == 0 || port == other.port)
        && path.contains(other.path);
  }

  /** As {@link #parse} reads it. */
  public String text() {
    String where =
        host.isEmpty()
            ? ""
            : (scheme.equals("http") ? "http://" : "")
                + (below ? "*." : "")
                + HostName.withPort(scheme, host, port);
    boolean anyPath = path.equals(Glob.ANY);
    String which = !anyPath ? path.text() : host.isEmpty() ? "/*" : "";
    return (method.isEmpty() ? "" : method + " ") + where + which;
  }
}
