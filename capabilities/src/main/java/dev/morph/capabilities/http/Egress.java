package dev.morph.capabilities.http;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.capabilities.rate.MinuteRate;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.policy.HttpTarget;
import dev.morph.runtime.policy.HttpUrl;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Policy;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The egress rule for one extension. Safe for several threads. */
final class Egress {
  private static final int MAX_REDIRECTS = 10;

  /** Never leave for another origin: they were meant for the first. */
  private static final Set<String> OF_ONE_ORIGIN = Set.of("authorization", "cookie");

  /** Describe a body that is no longer sent. */
  private static final Set<String> OF_A_BODY =
      Set.of("content-type", "content-encoding", "content-language", "content-location");

  private final Policy policy;
  private final String userAgent;
  private final Addresses addresses;
  private final MinuteRate rate;
  private final HostHeaders hostHeaders;
  private final Supplier<WebClient> client;

  Egress(
      Policy policy,
      HttpSettings settings,
      MinuteRate rate,
      HostHeaders hostHeaders,
      Supplier<WebClient> client) {
    this.policy = policy;
    this.userAgent = settings.userAgent();
    this.addresses = new Addresses(settings);
    this.rate = rate;
    this.hostHeaders = hostHeaders;
    this.client = client;
  }

  /**
   * Sends a guest's request and follows its redirects.
   *
   * @param request WIT's {@code request}: method, URL, headers, body
   * @throws HostFault whatever stands in the way, for the guest to see
   */
  WebResponse send(CallContext call, List<?> request) {
    Hop hop = first(call, request);
    call.require(policy.http(hop.target()));
    hostHeaders.refuseOwn(call, hop.target(), hop.headers());
    long most = call.limits().value(Limit.HTTP_CALLS);
    if (call.count("http-calls") > most) {
      throw new HostFault(
          ErrorCode.LIMIT_HTTP_CALLS,
          "more than " + most + " web requests in one call; raise it with --limit http-calls=N",
          JsonObject.builder().put("limit", most).build());
    }
    rate.take();
    hostHeaders.hideAll(call);
    for (int redirects = 0; ; redirects++) {
      WebResponse response = exchange(call, hop);
      String location = response.location();
      if (location == null) {
        return redacted(call, response);
      }
      if (redirects == MAX_REDIRECTS) {
        throw new HostFault(
            ErrorCode.HTTP_REDIRECTS,
            "more than " + MAX_REDIRECTS + " redirects; the last came from " + hop.url().origin());
      }
      HttpUrl from = hop.url();
      HttpUrl next = url(call, () -> from.resolve(location, Idna::toAscii));
      if (!next.origin().equals(from.origin()) && !call.redactReply(location).equals(location)) {
        // else another host learns it, or the guest by the name of a host that is denied
        throw new HostFault(
            ErrorCode.HTTP_FAILED,
            from.origin() + ": the answer leads to another host, and its address holds a secret");
      }
      hop = hop.follow(response.status(), next);
      call.require(policy.http(hop.target()));
    }
  }

  private Hop first(CallContext call, List<?> request) {
    String method = RequestHeaders.method((String) request.get(0));
    HttpUrl url = url(call, () -> HttpUrl.parse((String) request.get(1), Idna::toAscii));
    List<NameValue> headers = new ArrayList<>(RequestHeaders.check((List<?>) request.get(2)));
    if (headers.stream().noneMatch(header -> header.is("User-Agent"))) {
      headers.add(new NameValue("User-Agent", userAgent));
    }
    // Encoded content could be neither counted nor searched for secrets as it will be read.
    headers.add(new NameValue("Accept-Encoding", "identity"));
    byte[] body = (byte[]) ((Optional<?>) request.get(3)).orElse(null);
    long most = call.limits().value(Limit.HTTP_REQUEST);
    if (body != null && body.length > most) {
      throw new HostFault(
          ErrorCode.LIMIT_HTTP_REQUEST,
          "the request's body has "
              + body.length
              + " bytes; at most "
              + most
              + " are sent, raise it with --limit http-request=SIZE",
          JsonObject.builder().put("limit", most).put("size", body.length).build());
    }
    return new Hop(method, url, headers, body);
  }

  /** A refused URL is an answer for the guest, and may hold a secret. */
  private static HttpUrl url(CallContext call, Supplier<HttpUrl> parse) {
    try {
      return parse.get();
    } catch (MorphException e) {
      throw new HostFault(e.code(), call.redact(e.getMessage()));
    }
  }

  private WebResponse exchange(CallContext call, Hop hop) {
    try {
      List<InetAddress> usable = addresses.of(call, hop.target());
      List<NameValue> headers = hostHeaders.with(call, hop.target(), hop.headers());
      for (int i = 0; ; i++) {
        try {
          return client
              .get()
              .exchange(
                  call,
                  hop.target(),
                  hop.url().pathAndQuery(),
                  headers,
                  hop.body(),
                  usable.get(i),
                  this,
                  call.limits().value(Limit.HTTP_RESPONSE));
        } catch (IOException e) {
          if (i + 1 == usable.size() || !HttpFailure.unconnected(e)) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new HostFault(
          ErrorCode.HTTP_FAILED, call.redact(hop.url().origin() + ": " + HttpFailure.text(e)));
    }
  }

  private static WebResponse redacted(CallContext call, WebResponse response) {
    List<NameValue> headers =
        response.headers().stream()
            .map(header ->
                new NameValue(call.redactReply(header.name()), call.redactReply(header.value())))
            .toList();
    return new WebResponse(response.status(), headers, call.redactReply(response.body()));
  }

  /** One request on its way through redirects. */
  private record Hop(String method, HttpUrl url, List<NameValue> headers, byte @Nullable [] body) {
    HttpTarget target() {
      return url.target(method);
    }

    Hop follow(int status, HttpUrl next) {
      boolean keepsMethod = status == 307 || status == 308;
      boolean becomesGet = !keepsMethod && !method.equals("HEAD");
      boolean sameOrigin = next.origin().equals(url.origin());
      List<NameValue> kept =
          headers.stream()
              .filter(header -> sameOrigin || !OF_ONE_ORIGIN.contains(lower(header)))
              .filter(header -> keepsMethod || !OF_A_BODY.contains(lower(header)))
              .toList();
      return new Hop(becomesGet ? "GET" : method, next, kept, keepsMethod ? body : null);
    }

    private static String lower(NameValue header) {
      return header.name().toLowerCase(Locale.ROOT);
    }
  }
}
