package dev.morph.runtime.policy;

/** The one form in which hosts are compared. */
final class HostName {
  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;

  private HostName() {}

  /**
   * Lower case, without trailing dot; IPv4 as a dotted quad, IPv6 canonical and in brackets.
   *
   * @throws Refused for everything that is no host, or one in disguise
   */
  static String parse(String raw) {
    if (raw.isEmpty()) {
      throw new Refused("the host is missing");
    }
    if (raw.charAt(0) == '[') {
      return six(raw);
    }
    String host = lower(raw);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    if (host.isEmpty() || host.length() > LONGEST) {
      throw new Refused("the host " + Shown.text(raw) + " is no name of 1 to 253 characters");
    }
    int start = 0;
    for (int i = 0; i <= host.length(); i++) {
      if (i == host.length() || host.charAt(i) == '.') {
        if (i == start || i - start > LONGEST_LABEL) {
          throw new Refused(
              "the host "
                  + Shown.text(raw)
                  + " has a part that is empty or longer than 63 characters");
        }
        if (host.charAt(start) == '-' || host.charAt(i - 1) == '-') {
          throw new Refused(
              "the host " + Shown.text(raw) + " has a part that begins or ends with '-'");
        }
        start = i + 1;
      } else {
        check(host.charAt(i), raw);
      }
    }
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (number(last) && IpAddress.parse4(host) == null) {
      throw new Refused(
          "the host "
              + Shown.text(raw)
              + " is a number but no IPv4 address in its plain form; write four decimal numbers, as"
              + " 192.0.2.1");
    }
    return host;
  }

  /** True for what {@link #parse} answers for an address. */
  static boolean literal(String host) {
    return host.charAt(0) == '[' || IpAddress.parse4(host) != null;
  }

  /** The bytes of an address that {@link #parse} answered. */
  static byte[] address(String host) {
    byte[] address =
        host.charAt(0) == '['
            ? IpAddress.parse6(host.substring(1, host.length() - 1))
            : IpAddress.parse4(host);
    if (address == null) {
      throw new IllegalArgumentException("not an address: " + host);
    }
    return address;
  }

  private static String six(String raw) {
    byte[] address =
        raw.endsWith("]") ? IpAddress.parse6(lower(raw.substring(1, raw.length() - 1))) : null;
    if (address == null) {
      throw new Refused(
          "the host "
              + Shown.text(raw)
              + " is no IPv6 address in brackets (without zone), as [2001:db8::1]");
    }
    return "[" + IpAddress.text6(address) + "]";
  }

  private static void check(char c, String raw) {
    if (c >= 0x80) {
      throw new Refused(
          "the host "
              + Shown.text(raw)
              + " has letters beyond ASCII; write its A-label form, which begins with xn--");
    }
    boolean ok = (c >= 'a' && c <= 'z') || IpAddress.isDigit(c) || c == '-' || c == '_';
    if (!ok) {
      throw new Refused(
          "the host "
              + Shown.text(raw)
              + " holds "
              + Shown.text("'" + c + "'")
              + "; letters, digits, '-', '_' and '.' are accepted");
    }
  }

  /** What a resolver may take for a number: decimal, octal or hexadecimal. */
  private static boolean number(String label) {
    boolean hex = label.startsWith("0x");
    for (int i = hex ? 2 : 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (!IpAddress.isDigit(c) && !(hex && c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /** ASCII letters alone: no letter beyond ASCII may turn into one. */
  static String lower(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return out.toString();
  }

  /** A port of 1 to 65535 in plain decimal. */
  static int port(String text) {
    int value = 0;
    boolean ok = !text.isEmpty() && text.length() <= 5 && text.charAt(0) != '0';
    for (int i = 0; ok && i < text.length(); i++) {
      ok = IpAddress.isDigit(text.charAt(i));
      value = value * 10 + text.charAt(i) - '0';
    }
    if (!ok || value > 65535) {
      throw new Refused("the port " + Shown.text(text) + " is not a number from 1 to 65535");
    }
    return value;
  }

  /** The port that a scheme has when none is given. */
  static int defaultPort(String scheme) {
    return scheme.equals("http") ? 80 : 443;
  }

  /** {@code host[:port]} without the scheme's default port. */
  static String withPort(String scheme, String host, int port) {
    return port == defaultPort(scheme) ? host : host + ":" + port;
  }
}
