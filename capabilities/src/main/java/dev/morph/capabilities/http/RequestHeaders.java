package dev.morph.capabilities.http;

import dev.morph.base.ErrorCode;
import dev.morph.runtime.capability.HostFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks what a guest gives as method and headers before any byte of it is sent. */
final class RequestHeaders {
  private static final int MAX_COUNT = 256;
  private static final int MAX_CHARS = 64 * 1024;
  private static final int MAX_METHOD_CHARS = 32;

  /** They frame the message, belong to the connection, or say where it goes. */
  private static final Set<String> HOST_MADE =
      Set.of(
          "host",
          "content-length",
          "connection",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "keep-alive",
          "expect",
          "http2-settings");

  private RequestHeaders() {}

  /**
   * The method in upper case: what is checked is what is sent.
   *
   * @throws HostFault REQUEST_INVALID if it is no token, or opens a tunnel or a trace
   */
  static String method(String raw) {
    if (!isToken(raw) || raw.length() > MAX_METHOD_CHARS) {
      throw invalid("the method is no token of at most 32 characters, as GET or POST");
    }
    String method = raw.toUpperCase(Locale.ROOT);
    return switch (method) {
      case "CONNECT", "TRACE", "TRACK" ->
          throw invalid("the method " + method + " is refused; use GET, POST or another");
      default -> method;
    };
  }

  /**
   * The headers of the guest but for {@code Accept-Encoding}, which the host sets.
   *
   * @param raw pairs of strings
   * @throws HostFault REQUEST_INVALID, naming the header
   */
  static List<NameValue> check(List<?> raw) {
    if (raw.size() > MAX_COUNT) {
      throw invalid(raw.size() + " headers; at most " + MAX_COUNT + " are accepted");
    }
    List<NameValue> headers = new ArrayList<>(raw.size());
    long chars = 0;
    for (Object element : raw) {
      List<?> pair = (List<?>) element;
      String name = (String) pair.get(0);
      String value = trim((String) pair.get(1));
      chars += name.length() + value.length();
      if (chars > MAX_CHARS) {
        throw invalid("the headers have more than " + MAX_CHARS + " characters");
      }
      checkName(name);
      if (!isValue(value)) {
        throw invalid(
            "the value of header "
                + name
                + " holds a line end, a control character or one beyond ASCII; visible ASCII,"
                + " spaces and tabs are accepted");
      }
      if (!name.equalsIgnoreCase("accept-encoding")) {
        headers.add(new NameValue(name, value));
      }
    }
    return headers;
  }

  private static void checkName(String name) {
    if (!isToken(name)) {
      throw invalid(
          "a header's name is empty or holds a character that names may not have; letters, digits"
              + " and !#$%&'*+-.^_`|~ are accepted");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (HOST_MADE.contains(lower) || lower.startsWith("proxy-")) {
      throw invalid("the header " + name + " is set by the host alone; leave it out");
    }
  }

  /** RFC 9110, section 5.6.2. */
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !digit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** RFC 9110, section 5.5, without obs-text. */
  static boolean isValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\t' && (c < ' ' || c > '~')) {
        return false;
      }
    }
    return true;
  }

  /** Optional white space around a value is no part of it; line ends are no white space here. */
  private static String trim(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && isBlank(value.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static HostFault invalid(String text) {
    return new HostFault(ErrorCode.REQUEST_INVALID, text);
  }
}
