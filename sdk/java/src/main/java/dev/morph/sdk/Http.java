package dev.morph.sdk;

import dev.morph.base.Base64Text;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests over HTTP, made by the host. */
public final class Http {
  private Http() {}

  /** One header. */
  public record Header(String name, String value) {}

  /**
   * A request.
   *
   * @param body empty for none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; a copy would cost a guest its memory
  public record Request(String method, String url, List<Header> headers, byte[] body) {
    public Request {
      headers = List.copyOf(headers);
    }

    /** A GET without headers. */
    public static Request get(String url) {
      return new Request("GET", url, List.of(), new byte[0]);
    }

    /** A POST of JSON. */
    public static Request post(String url, String json) {
      return new Request(
          "POST",
          url,
          List.of(new Header("content-type", "application/json")),
          json.getBytes(StandardCharsets.UTF_8));
    }

    /** This request with one header more. */
    public Request with(String name, String value) {
      List<Header> more = new ArrayList<>(headers);
      more.add(new Header(name, value));
      return new Request(method, url, more, body);
    }
  }

  /** A reply of any status. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; a copy would cost a guest its memory
  public record Reply(int status, List<Header> headers, byte[] body) {
    public Reply {
      headers = List.copyOf(headers);
    }

    /** The body as UTF-8. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** The first header of this name, in any case of letters. */
    public Optional<String> header(String name) {
      for (Header header : headers) {
        if (header.name().equalsIgnoreCase(name)) {
          return Optional.of(header.value());
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Sends a request and waits for the reply.
   *
   * @throws HostException if {@code http:read} or {@code http:write} of this host is not granted,
   *     or there is no reply
   */
  public static Reply send(Request request) {
    List<JsonValue> headers = new ArrayList<>();
    for (Header header : request.headers()) {
      headers.add(JsonArray.of(new JsonString(header.name()), new JsonString(header.value())));
    }
    var ask =
        JsonObject.builder()
            .put("method", request.method())
            .put("url", request.url())
            .put("headers", new JsonArray(headers));
    if (request.body().length > 0) {
      ask.put("body", Base64Text.encode(request.body()));
    }
    return reply(Imports.askObject(Imports::http, ask.build()));
  }

  private static Reply reply(JsonObject reply) {
    List<Header> headers = new ArrayList<>();
    if (reply.get("headers") instanceof JsonArray array) {
      for (JsonValue item : array.items()) {
        if (item instanceof JsonArray pair
            && pair.items().size() == 2
            && pair.items().get(0) instanceof JsonString name
            && pair.items().get(1) instanceof JsonString value) {
          headers.add(new Header(name.value(), value.value()));
        }
      }
    }
    if (reply.get("status") instanceof JsonNumber status) {
      return new Reply(
          (int) status.longValueExact(), headers, Base64Text.decode(Imports.text(reply, "body")));
    }
    throw new HostException("reply-invalid", "the host's reply has no status");
  }
}
