package dev.morph.runtime.policy;

/** Normalises paths of URLs: the one form in which they are compared and sent. */
final class UrlPath {
  private static final int MOST_ROUNDS = 8;
  private static final String HEX = "0123456789ABCDEF";

  /** Sub-delims, {@code :}, {@code @} and {@code /} (RFC 3986, section 3.3). */
  private static final String PATH = "!$&'()*+,;=:@/";

  private UrlPath() {}

  /**
   * Percent-encodings in upper case, needless ones decoded, missing ones added.
   *
   * @throws Refused for slashes and backslashes in disguise and for dot segments
   */
  static String normalise(String raw) {
    String path = encode(raw, PATH);
    refuseDisguised(path);
    int start = 1;
    for (int i = 1; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '/') {
        refuseDots(path.substring(start, i));
        start = i + 1;
      }
    }
    return path;
  }

  /** As {@link #normalise} for a query: only the encoding. */
  static String query(String raw) {
    return encode(raw, PATH + "?");
  }

  private static String encode(String raw, String kept) {
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int octet = octet(raw, i);
        i += 2;
        if (unreserved((char) octet)) {
          out.append((char) octet);
        } else {
          percent(out, octet);
        }
      } else if (c == '\\') {
        throw new Refused("a backslash stands in the URL; '/' separates the parts of a path");
      } else if (unreserved(c) || kept.indexOf(c) >= 0) {
        out.append(c);
      } else if (c <= 0x20 || c == 0x7f) {
        throw new Refused("the URL holds a space or a control character; percent-encode it");
      } else if (c < 0x80) {
        percent(out, c);
      } else {
        i += utf8(raw, i, out);
      }
    }
    return out.toString();
  }

  private static int octet(String raw, int at) {
    int high = at + 2 < raw.length() ? hex(raw.charAt(at + 1)) : -1;
    int low = high < 0 ? -1 : hex(raw.charAt(at + 2));
    if (low < 0) {
      throw new Refused("a '%' stands without two hexadecimal digits; write %25 for the sign");
    }
    return high * 16 + low;
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  /** Writes one code point; answers how many chars beyond the first it took. */
  private static int utf8(String raw, int at, StringBuilder out) {
    int point = raw.codePointAt(at);
    if (point >= 0xd800 && point <= 0xdfff) {
      throw new Refused("the URL holds half of a surrogate pair");
    }
    if (point < 0x800) {
      percent(out, 0xc0 | point >> 6);
    } else if (point < 0x10000) {
      percent(out, 0xe0 | point >> 12);
      percent(out, 0x80 | (point >> 6 & 0x3f));
    } else {
      percent(out, 0xf0 | point >> 18);
      percent(out, 0x80 | (point >> 12 & 0x3f));
      percent(out, 0x80 | (point >> 6 & 0x3f));
    }
    percent(out, 0x80 | (point & 0x3f));
    return point < 0x10000 ? 0 : 1;
  }

  private static void percent(StringBuilder out, int octet) {
    out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
  }

  /** Slashes and backslashes that a server sees which decodes once more, or often. */
  private static void refuseDisguised(String path) {
    String decoded = path;
    for (int round = 0; decoded.indexOf('%') >= 0; round++) {
      if (round == MOST_ROUNDS) {
        throw new Refused("the path is percent-encoded more than 8 times over");
      }
      if (decoded.contains("%2F") || decoded.contains("%5C")) {
        throw new Refused("the path holds an encoded '/' or backslash");
      }
      String next = decodeOnce(decoded);
      if (next.equals(decoded)) {
        return;
      }
      decoded = next;
    }
  }

  /** Segments that are or decode to {@code .} or {@code ..}, path parameters left aside. */
  private static void refuseDots(String segment) {
    String decoded = segment;
    for (int round = 0; round <= MOST_ROUNDS; round++) {
      int parameters = decoded.indexOf(';');
      String name = parameters < 0 ? decoded : decoded.substring(0, parameters);
      if (name.equals(".") || name.equals("..")) {
        throw new Refused("the path holds a segment that means '.' or '..'");
      }
      String next = decodeOnce(decoded);
      if (next.equals(decoded)) {
        return;
      }
      decoded = next;
    }
  }

  /** Decodes what is ASCII; upper-cases the rest. */
  private static String decodeOnce(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? hex(text.charAt(i + 1)) : -1;
      int low = high < 0 ? -1 : hex(text.charAt(i + 2));
      if (low < 0) {
        out.append(c);
        continue;
      }
      int octet = high * 16 + low;
      boolean slash = octet == '/' || octet == '\\';
      if (octet < 0x80 && !slash) {
        out.append((char) octet);
      } else {
        percent(out, octet);
      }
      i += 2;
    }
    return out.toString();
  }

  private static boolean unreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || IpAddress.isDigit(c)
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
