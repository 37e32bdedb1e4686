package dev.morph.capabilities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.testkit.web.LoopbackServer;
import dev.morph.testkit.web.TestTls;
import dev.morph.testkit.web.WebRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpCapabilityTest {
  private static final byte[] NONE = new byte[0];

  private final LoopbackServer server = LoopbackServer.start();
  private final Map<String, List<String>> names = new HashMap<>();
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(server));
  private String[] grants = {"http:read=http://a.test:" + server.port()};
  private Limits limits = Limits.defaults();
  private List<AddressRule> allowed = List.of(AddressRule.parse("127.0.0.0/8"));
  private HttpSettings settings = HttpSettings.defaults();
  private TestCall call = new TestCall();
  private Capability.Configured configured;

  HttpCapabilityTest() {
    names.put("a.test", List.of("127.0.0.1"));
    names.put("b.test", List.of("127.0.0.1"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  private void grantAll() {
    int port = server.port();
    grants = new String[] {"http:write=http://a.test:" + port, "http:write=http://b.test:" + port};
  }

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    List<String> found = names.get(host);
    if (found == null) {
      throw new UnknownHostException(host);
    }
    return found.stream().map(InetAddress::ofLiteral).toList();
  }

  private Handler handler() {
    if (configured == null) {
      HttpCapability capability =
          HttpCapability.create(settings.withAllowPrivate(allowed).withResolver(this::resolve));
      opened.add(capability);
      configured = capability.configure(Grants.of(grants), limits);
    }
    return configured.prepare(HttpCapability.SEND);
  }

  private Reply send(String method, String url, byte[] body, String... headers) {
    List<List<String>> pairs = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      pairs.add(List.of(headers[i], headers[i + 1]));
    }
    Object request = List.of(method, url, pairs, Optional.ofNullable(body));
    List<?> reply = (List<?>) handler().handle(call, new Object[] {request});
    return new Reply((Long) reply.get(0), (List<?>) reply.get(1), (byte[]) reply.get(2));
  }

  private Reply get(String path, String... headers) {
    return send("GET", server.url("a.test", path), null, headers);
  }

  private static void assertFails(ErrorCode code, String part, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            MorphException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.getMessage()).contains(part);
            });
  }

  private record Reply(long status, List<?> headers, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  @Test
  void answersStatusHeadersAndBody() {
    server.on("/x", (request, reply) -> reply.send(201, "häl", "X-One", "1", "x-two", "zwö"));
    Reply reply = get("/x?q=1&r=%7B");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.text()).isEqualTo("häl");
    assertThat(reply.headers().toString()).contains("[X-One, 1]", "[x-two, zw");
    WebRequest seen = server.requests().getFirst();
    assertThat(seen.target()).isEqualTo("/x?q=1&r=%7B");
    assertThat(seen.header("Host")).hasValue("a.test:" + server.port());
    assertThat(seen.header("Accept-Encoding")).hasValue("identity");
    assertThat(seen.header("User-Agent").orElseThrow()).startsWith("morph/");
    assertThat(seen.header("Upgrade")).isEmpty();
    assertThat(seen.header("Expect")).isEmpty();
  }

  @Test
  void fetchAnswersStatusAndBodyAlone() {
    server.on("/x", (request, reply) -> reply.send(200, "ok"));
    handler();
    Object request = List.of("GET", server.url("a.test", "/x"), List.of(), Optional.empty());
    List<?> reply =
        (List<?>) configured.prepare(HttpCapability.FETCH).handle(call, new Object[] {request});
    assertThat(reply).hasSize(2);
    assertThat(reply.get(0)).isEqualTo(200L);
  }

  @Test
  void deniesPostThatWasNotGrantedWithoutAnyConnection() {
    assertFails(
        ErrorCode.PERMISSION_NOT_DECLARED,
        "http:write to http://a.test:" + server.port(),
        () -> send("POST", server.url("a.test", "/x"), NONE));
    assertThat(server.connections()).isZero();
    assertThat(call.denials).hasSize(1);
  }

  @Test
  void comparesMethodsInUpperCaseAndSendsThemSo() {
    server.on("/x", (request, reply) -> reply.send(200, "ok"));
    send("get", server.url("a.test", "/x"), null);
    assertThat(server.requests().getFirst().method()).isEqualTo("GET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT", "trace", "GET /x HTTP/1.1\r\nX: y", "", "G ET", "GÉT"})
  void refusesMethods(String method) {
    assertFails(
        ErrorCode.REQUEST_INVALID, "method", () -> send(method, server.url("a.test", "/x"), null));
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "content-length",
        "Connection",
        "Transfer-Encoding",
        "TE",
        "Trailer",
        "Upgrade",
        "Keep-Alive",
        "Proxy-Authorization",
        "proxy-connection",
        "Expect",
        "HTTP2-Settings"
      })
  void refusesHeadersThatTheHostSets(String name) {
    assertFails(ErrorCode.REQUEST_INVALID, name, () -> get("/x", name, "1"));
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\rb", "a\u0000b", "a\u010ab", "é", "\r\n"})
  void refusesHeaderInjectionInValues(String value) {
    assertFails(ErrorCode.REQUEST_INVALID, "X-A", () -> get("/x", "X-A", value));
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X A", "X:A", "X\r\nEvil", "X\u0000", "É", "X\t"})
  void refusesHeaderNamesThatAreNoTokens(String name) {
    assertFails(ErrorCode.REQUEST_INVALID, "name", () -> get("/x", name, "1"));
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:pw@a.test/",
        "http://a.test\r\nX: y/",
        "ftp://a.test/",
        "a.test",
        "http:///x",
        "http://a.test/%2e%2e/x",
        "http://a.test/a%2fb",
        "http://a.test\\@b.test/",
        ""
      })
  void refusesUrls(String url) {
    assertFails(ErrorCode.URL_INVALID, "url-invalid", () -> send("GET", url, null));
    assertThat(server.connections()).isZero();
  }

  @Test
  void replacesTheGuestsAcceptEncoding() {
    server.on("/x", (request, reply) -> reply.send(200, "ok"));
    get("/x", "Accept-Encoding", "gzip", "User-Agent", "mine");
    WebRequest seen = server.requests().getFirst();
    assertThat(seen.header("Accept-Encoding")).hasValue("identity");
    assertThat(seen.header("User-Agent")).hasValue("mine");
  }

  @Test
  void doesNotDecodeContentThatComesEncodedAllTheSame() {
    byte[] bytes = {0x1f, (byte) 0x8b, 8, 0};
    server.on("/x", (request, reply) -> reply.send(200, bytes, "Content-Encoding", "gzip"));
    assertThat(get("/x").body()).isEqualTo(bytes);
  }

  @Test
  void keepsNoCookiesAndAnswersNoChallenges() {
    server.on(
        "/x",
        (request, reply) ->
            reply.send(401, "who", "Set-Cookie", "a=b", "WWW-Authenticate", "Basic realm=x"));
    assertThat(get("/x").status()).isEqualTo(401);
    get("/x");
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(1).header("Cookie")).isEmpty();
    assertThat(server.requests().get(1).header("Authorization")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "301, POST, GET, false", "302, POST, GET, false", "303, PUT, GET, false",
    "301, HEAD, HEAD, false", "303, HEAD, HEAD, false", "307, POST, POST, true",
    "308, PUT, PUT, true", "302, GET, GET, false"
  })
  void followsRedirects(int status, String method, String then, boolean keepsBody) {
    grantAll();
    server.on("/x", (request, reply) -> reply.redirect(status, "y?z"));
    server.on("/y", (request, reply) -> reply.send(200, "there"));
    byte[] body = method.equals("GET") || method.equals("HEAD") ? null : new byte[] {'b'};
    send(method, server.url("a.test", "/x"), body, "Content-Type", "text/plain");
    WebRequest second = server.requests("/y").getFirst();
    assertThat(second.method()).isEqualTo(then);
    assertThat(second.target()).isEqualTo("/y?z");
    assertThat(second.text()).isEqualTo(keepsBody ? "b" : "");
    assertThat(second.header("Content-Type").isPresent()).isEqualTo(keepsBody);
  }

  @Test
  void losesCredentialsAtAnotherOriginAndKeepsThemAtTheSame() {
    grantAll();
    server.on("/x", (request, reply) -> reply.redirect(307, "/same"));
    server.on("/same", (request, reply) -> reply.redirect(307, server.url("b.test", "/other")));
    server.on("/other", (request, reply) -> reply.redirect(307, server.url("a.test", "/back")));
    server.on("/back", (request, reply) -> reply.send(200, "ok"));
    get("/x", "authorization", "Bearer t", "Cookie", "c=d", "X-Kept", "1");
    assertThat(server.requests("/same").getFirst().header("Authorization")).hasValue("Bearer t");
    for (String path : List.of("/other", "/back")) {
      WebRequest seen = server.requests(path).getFirst();
      assertThat(seen.header("Authorization")).isEmpty();
      assertThat(seen.header("Cookie")).isEmpty();
      assertThat(seen.header("X-Kept")).hasValue("1");
    }
  }

  @Test
  void stopsAfterTenRedirects() {
    AtomicInteger left = new AtomicInteger(10);
    server.on(
        "/x",
        (request, reply) -> {
          if (left.getAndDecrement() > 0) {
            reply.redirect(302, "/x");
          } else {
            reply.send(200, "end");
          }
        });
    assertThat(get("/x").text()).isEqualTo("end");
    left.set(11);
    assertFails(ErrorCode.HTTP_REDIRECTS, "10 redirects", () -> get("/x"));
  }

  @Test
  void deniesRedirectToHostThatWasNotGranted() {
    server.on("/x", (request, reply) -> reply.redirect(302, server.url("b.test", "/secret")));
    assertFails(ErrorCode.PERMISSION_NOT_DECLARED, "b.test", () -> get("/x"));
    assertThat(server.requests("/secret")).isEmpty();
  }

  @Test
  void deniesRedirectThatKeepsAMethodWhichIsNotGrantedThere() {
    int port = server.port();
    grants = new String[] {"http:write=http://a.test:" + port, "http:read=http://b.test:" + port};
    server.on("/x", (request, reply) -> reply.redirect(307, server.url("b.test", "/y")));
    assertFails(
        ErrorCode.PERMISSION_NOT_DECLARED,
        "http:write",
        () -> send("POST", server.url("a.test", "/x"), NONE));
    assertThat(server.requests("/y")).isEmpty();
  }

  @Test
  void deniesRedirectToAPrivateAddress() {
    grantAll();
    names.put("b.test", List.of("10.1.2.3"));
    server.on("/x", (request, reply) -> reply.redirect(302, server.url("b.test", "/y")));
    assertFails(
        ErrorCode.ADDRESS_NOT_ALLOWED, "--allow-private b.test:" + server.port(), () -> get("/x"));
    assertThat(call.denials.getFirst()).startsWith("address-not-allowed http:read");
  }

  @Test
  void refusesRedirectWithUserinfoOrAnotherScheme() {
    grantAll();
    for (String bad : List.of("http://u:p@a.test/", "file:///etc/passwd", "javascript:1")) {
      server.on("/x", (request, reply) -> reply.redirect(302, bad));
      assertFails(ErrorCode.URL_INVALID, "url-invalid", () -> get("/x"));
    }
  }

  @Test
  void givesARedirectWithoutLocationAndANotModifiedBack() {
    server.on("/x", (request, reply) -> reply.send(302, "where?"));
    assertThat(get("/x").status()).isEqualTo(302);
    server.on("/y", (request, reply) -> reply.raw("HTTP/1.1 304 Not\r\nLocation: /z\r\n\r\n"));
    assertThat(get("/y").status()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "192.168.1.1",
        "::1",
        "fd00::1",
        "0.0.0.0",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "224.0.0.1"
      })
  void refusesNamesWithAnAddressThatIsNotPublic(String address) {
    allowed = List.of();
    names.put("a.test", List.of("93.184.216.34", address));
    assertFails(ErrorCode.ADDRESS_NOT_ALLOWED, "a.test", () -> get("/x"));
    assertThat(call.denials).hasSize(1);
    assertThat(server.connections()).isZero();
  }

  @Test
  void doesNotTellTheGuestWhichAddressWasFound() {
    allowed = List.of();
    names.put("a.test", List.of("10.20.30.40"));
    assertThatThrownBy(() -> get("/x")).message().doesNotContain("10.20.30.40");
  }

  @Test
  void refusesLiteralAddressesThatAreNotAllowed() {
    allowed = List.of();
    grants =
        new String[] {
          "http:read=http://127.0.0.1:" + server.port(), "http:read=http://[::1]:" + server.port()
        };
    assertFails(
        ErrorCode.ADDRESS_NOT_ALLOWED, "127.0.0.1", () -> send("GET", server.url("/x"), null));
    assertFails(
        ErrorCode.ADDRESS_NOT_ALLOWED, "[::1]", () -> send("GET", server.url("[::1]", "/x"), null));
    assertThat(server.connections()).isZero();
  }

  @Test
  void reachesALiteralAddressThatIsAllowed() {
    grants = new String[] {"http:read=http://127.0.0.1:" + server.port()};
    server.on("/x", (request, reply) -> reply.send(200, "ok"));
    assertThat(send("GET", server.url("/x"), null).text()).isEqualTo("ok");
  }

  @Test
  void connectsToTheAddressOfThisCheckAndNotToAKeptConnection() {
    LoopbackServer other = LoopbackServer.start(InetAddress.ofLiteral("127.0.0.2"), server.port());
    opened.add(other);
    server.on("/x", (request, reply) -> reply.send(200, "first"));
    other.on("/x", (request, reply) -> reply.send(200, "second"));
    assertThat(get("/x").text()).isEqualTo("first");
    names.put("a.test", List.of("127.0.0.2"));
    assertThat(get("/x").text()).isEqualTo("second");
  }

  @Test
  void checksTheAddressesAnewWhenANameIsRebound() {
    server.on("/x", (request, reply) -> reply.redirect(302, "/x2"));
    server.on(
        "/x2",
        (request, reply) -> {
          names.put("a.test", List.of("169.254.169.254"));
          reply.redirect(302, "/x3");
        });
    assertFails(ErrorCode.ADDRESS_NOT_ALLOWED, "a.test", () -> get("/x"));
  }

  @Test
  void triesTheNextAddressWhenOneDoesNotConnect() {
    names.put("a.test", List.of("127.0.0.9", "127.0.0.1"));
    server.on("/x", (request, reply) -> reply.send(200, "ok"));
    assertThat(get("/x").text()).isEqualTo("ok");
  }

  @Test
  void keepsConnectionsForOneExtensionAlone() {
    server.on("/x", (request, reply) -> reply.send(200, "ok"));
    HttpCapability capability =
        HttpCapability.create(settings.withAllowPrivate(allowed).withResolver(this::resolve));
    opened.add(capability);
    configured = capability.configure(Grants.of(grants), limits);
    get("/x");
    get("/x");
    assertThat(server.connections()).isEqualTo(1);
    configured = capability.configure(Grants.of(grants), limits);
    get("/x");
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void usesNoProxyOfTheSystemProperties() {
    server.on("/x", (request, reply) -> reply.send(200, "direct"));
    List<String> keys =
        List.of("http.proxyHost", "http.proxyPort", "socksProxyHost", "socksProxyPort");
    List<String> values = List.of("127.0.0.1", "1", "127.0.0.1", "1");
    try {
      for (int i = 0; i < keys.size(); i++) {
        System.setProperty(keys.get(i), values.get(i));
      }
      assertThat(get("/x").text()).isEqualTo("direct");
    } finally {
      keys.forEach(System::clearProperty);
    }
  }

  @Test
  void mapsNamesBeyondAsciiBeforeTheyAreCompared() {
    grants = new String[] {"http:read=http://xn--bcher-kva.test:" + server.port()};
    names.put("xn--bcher-kva.test", List.of("127.0.0.1"));
    server.on("/x", (request, reply) -> reply.send(200, "ok"));
    assertThat(send("GET", server.url("Bücher.test", "/x"), null).status()).isEqualTo(200);
    assertFails(
        ErrorCode.URL_INVALID, "url", () -> send("GET", server.url("a.test／b", "/x"), null));
  }

  @Test
  void countsRequestsOfOneCall() {
    limits = limits.with(Limit.HTTP_CALLS, 2);
    call = new TestCall(limits);
    server.on("/x", (request, reply) -> reply.send(200, "ok"));
    get("/x");
    get("/x");
    assertFails(ErrorCode.LIMIT_HTTP_CALLS, "more than 2", () -> get("/x"));
    call = new TestCall(limits);
    assertThat(get("/x").status()).isEqualTo(200);
  }

  @Test
  void boundsTheRateOverAllCallsOfAnExtension() {
    limits = limits.with(Limit.HTTP_RATE, 2);
    server.on("/x", (request, reply) -> reply.send(200, "ok"));
    for (int i = 0; i < 2; i++) {
      call = new TestCall(limits);
      get("/x");
    }
    call = new TestCall(limits);
    assertFails(ErrorCode.LIMIT_HTTP_RATE, "more than 2", () -> get("/x"));
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void boundsTheRequestsBodyBeforeItIsSent() {
    grantAll();
    limits = limits.with(Limit.HTTP_REQUEST, 10);
    call = new TestCall(limits);
    server.on("/x", (request, reply) -> reply.send(200, "ok"));
    assertThat(send("POST", server.url("a.test", "/x"), new byte[10]).status()).isEqualTo(200);
    assertFails(
        ErrorCode.LIMIT_HTTP_REQUEST,
        "11 bytes",
        () -> send("POST", server.url("a.test", "/x"), new byte[11]));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void boundsTheResponsesBodyHoweverItComes() {
    limits = limits.with(Limit.HTTP_RESPONSE, 20_000);
    call = new TestCall(limits);
    server.on("/fits", (request, reply) -> reply.send(200, new byte[20_000]));
    server.on("/length", (request, reply) -> reply.send(200, new byte[20_001]));
    server.on(
        "/claims",
        (request, reply) ->
            reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nx"));
    server.on(
        "/endless",
        (request, reply) -> {
          reply.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          while (true) {
            reply.raw("400\r\n" + "x".repeat(1024) + "\r\n");
          }
        });
    server.on(
        "/close", (request, reply) -> reply.raw("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(20_001)));
    assertThat(get("/fits").body()).hasSize(20_000);
    for (String path : List.of("/length", "/claims", "/endless", "/close")) {
      assertFails(ErrorCode.LIMIT_HTTP_RESPONSE, "20000", () -> get(path));
    }
  }

  @Test
  void doesNotReadTheBodyOfARedirect() {
    server.on(
        "/x",
        (request, reply) -> {
          reply.raw("HTTP/1.1 302 F\r\nLocation: /y\r\nTransfer-Encoding: chunked\r\n\r\n");
          while (true) {
            reply.raw("400\r\n" + "x".repeat(1024) + "\r\n");
          }
        });
    server.on("/y", (request, reply) -> reply.send(200, "ok"));
    assertThat(get("/x").text()).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n"
      })
  void answersBrokenResponsesInWords(String raw) {
    server.on("/x", (request, reply) -> reply.raw(raw));
    assertThatThrownBy(() -> get("/x"))
        .isInstanceOfSatisfying(
            MorphException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(ErrorCode.HTTP_FAILED);
              assertThat(fault.getMessage())
                  .startsWith("http-failed: http://a.test:" + server.port() + ": ")
                  .doesNotContain("Exception", "apache", "java.");
            });
    assertThat(server.requests()).as("never repeated").hasSize(1);
  }

  @Test
  void refusesEndlessHeaders() {
    server.on(
        "/x",
        (request, reply) -> {
          reply.raw("HTTP/1.1 200 OK\r\n");
          while (true) {
            reply.raw("X-H: " + "y".repeat(1000) + "\r\n");
          }
        });
    assertFails(ErrorCode.HTTP_FAILED, "http-failed", () -> get("/x"));
  }

  @Test
  void saysThatANameHasNoAddressAndThatNothingListens() throws Exception {
    grants = new String[] {"http:read=http://gone.test", "http:read=http://a.test:1"};
    assertFails(ErrorCode.HTTP_FAILED, "no address", () -> send("GET", "http://gone.test/", null));
    assertFails(
        ErrorCode.HTTP_FAILED, "no connection", () -> send("GET", "http://a.test:1/", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"drip", "silent", "headers"})
  void endsTheCallAtItsDeadlineWhateverTheServerDoes(String kind) {
    server.on(
        "/x",
        (request, reply) -> {
          if (kind.equals("silent")) {
            pause(30_000);
          }
          reply.raw("HTTP/1.1 200 OK\r\n");
          if (kind.equals("drip")) {
            reply.raw("Content-Length: 100000\r\n\r\n");
          }
          for (int i = 0; i < 1_000; i++) {
            reply.raw(kind.equals("drip") ? "x" : "X");
            pause(30);
          }
        });
    call = new TestCall(limits, Duration.ofMillis(400));
    long start = System.nanoTime();
    assertFails(ErrorCode.LIMIT_TIME, "time", () -> get("/x"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    if (!kind.equals("silent")) { // a silent handler does not notice
      for (int i = 0; i < 250 && server.openConnections() > 0; i++) {
        pause(20);
      }
      assertThat(server.openConnections()).as("the socket is closed").isZero();
    }
  }

  @Test
  void endsTheCallWhenItsThreadIsInterrupted() throws Exception {
    server.on("/x", (request, reply) -> pause(30_000));
    handler();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread guest =
        Thread.ofPlatform()
            .start(() -> {
              try {
                get("/x");
              } catch (MorphException e) {
                thrown.set(e);
                interrupted.set(Thread.currentThread().isInterrupted());
              }
            });
    while (server.requests().isEmpty()) {
      pause(5);
    }
    guest.interrupt();
    guest.join(5_000);
    assertThat(thrown.get())
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_TIME));
    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void doesNotWaitForAResolverThatHangs() {
    HttpCapability capability =
        HttpCapability.create(
            settings.withResolver(host -> {
              long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
              while (System.nanoTime() < end) {
                Thread.onSpinWait();
                pauseUninterruptibly();
              }
              return List.of();
            }));
    opened.add(capability);
    configured = capability.configure(Grants.of(grants), limits);
    call = new TestCall(limits, Duration.ofMillis(200));
    long start = System.nanoTime();
    assertFails(ErrorCode.LIMIT_TIME, "time", () -> get("/x"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void speaksTlsAndChecksTheName() {
    TestTls tls = TestTls.forNames("a.test");
    LoopbackServer secure = LoopbackServer.startTls(tls);
    opened.add(secure);
    secure.on("/x", (request, reply) -> reply.send(200, "sealed"));
    grants =
        new String[] {"http:read=a.test:" + secure.port(), "http:read=b.test:" + secure.port()};
    settings = settings.withTls(tls.clientContext());
    assertThat(send("GET", secure.url("a.test", "/x"), null).text()).isEqualTo("sealed");
    assertFails(
        ErrorCode.HTTP_FAILED,
        "not trusted, or",
        () -> send("GET", secure.url("b.test", "/x"), null));
    assertThat(secure.requests()).hasSize(1);
  }

  @Test
  void trustsNoUnknownCertificate() {
    LoopbackServer secure = LoopbackServer.startTls(TestTls.forNames("a.test"));
    opened.add(secure);
    grants = new String[] {"http:read=a.test:" + secure.port()};
    assertFails(
        ErrorCode.HTTP_FAILED, "not trusted", () -> send("GET", secure.url("a.test", "/x"), null));
    assertThat(secure.requests()).isEmpty();
  }

  @Test
  void endsATlsHandshakeAtTheDeadline() throws Exception {
    try (java.net.ServerSocket mute =
        new java.net.ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      grants = new String[] {"http:read=a.test:" + mute.getLocalPort()};
      call = new TestCall(limits, Duration.ofMillis(300));
      long start = System.nanoTime();
      assertFails(
          ErrorCode.LIMIT_TIME,
          "time",
          () -> send("GET", "https://a.test:" + mute.getLocalPort() + "/", null));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void redactsSecretsInHeadersAndBody() {
    call.putSecret("key", "hunter22");
    server.on("/x", (request, reply) -> reply.send(200, "it is hunter22.", "X-Echo", "hunter22"));
    Reply reply = get("/x");
    assertThat(reply.text()).isEqualTo("it is [redacted].");
    assertThat(reply.headers().toString()).contains("[X-Echo, [redacted]]");
    assertFails(
        ErrorCode.URL_INVALID,
        "[redacted]",
        () -> send("GET", "http://a.test/hunter22/%2e%2e/", null));
  }

  @Test
  void answersHeadWithoutABody() {
    server.on("/x", (request, reply) -> reply.send(200, "not sent"));
    Reply reply = send("HEAD", server.url("a.test", "/x"), null);
    assertThat(reply.body()).isEmpty();
    assertThat(Arrays.toString(reply.headers().toArray())).contains("Content-Length, 8");
  }

  @Test
  void skipsInterimResponses() {
    server.on(
        "/x",
        (request, reply) ->
            reply.raw(
                "HTTP/1.1 103 Early\r\nX: 1\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    assertThat(get("/x").text()).isEqualTo("ok");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pauseUninterruptibly() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      // A system lookup does not heed it either.
    }
  }
}
