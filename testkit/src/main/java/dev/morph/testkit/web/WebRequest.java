package dev.morph.testkit.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A request as it arrived on the wire.
 *
 * @param method as sent
 * @param target the request target, path and query, undecoded
 * @param headers names and values in the order and spelling in which they came
 * @param body the content, chunks joined
 * @param connection number of the connection that carried it, from 1
 */
public record WebRequest(
    String method, String target, List<Header> headers, byte[] body, int connection) {
  public WebRequest {
    headers = List.copyOf(headers);
  }

  /** One header line. */
  public record Header(String name, String value) {}

  /** The first value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The target without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
