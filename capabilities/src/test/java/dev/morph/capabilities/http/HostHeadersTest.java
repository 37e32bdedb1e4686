package dev.morph.capabilities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.capabilities.vault.SecretStore;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.Namespace;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.policy.Credential;
import dev.morph.runtime.policy.HostRule;
import dev.morph.runtime.policy.Limits;
import dev.morph.testkit.web.LoopbackServer;
import dev.morph.testkit.web.TestTls;
import dev.morph.testkit.web.WebRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the host adds, to which requests, and what the guest sees of it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostHeadersTest {
  private static final String VALUE = "open-sesame-42";

  private final LoopbackServer server = LoopbackServer.start();
  private final LoopbackServer other = LoopbackServer.start();
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(server, other));
  private final TestCall call = new TestCall();
  private final List<String> asked = new ArrayList<>();
  private HttpSettings settings =
      HttpSettings.defaults()
          .withAllowPrivate(List.of(AddressRule.parse("127.0.0.0/8")))
          .withResolver(host -> List.of(InetAddress.ofLiteral("127.0.0.1")));
  private String[] grants = {
    "http:write=http://a.test:" + server.port(),
    "http:write=http://a.test:" + other.port(),
    "http:write=http://b.test:" + server.port()
  };
  private SecretStore store;

  HostHeadersTest() {
    for (LoopbackServer one : List.of(server, other)) {
      one.on("/x", (request, reply) -> reply.send(200, "ok"));
      one.on(
          "/echo",
          (request, reply) -> {
            String seen = request.header("Authorization").orElse("none");
            reply.send(200, "saw " + seen, "X-Echo", seen);
          });
    }
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  private static Credential credential(String secret, String host, String header, String scheme) {
    return new Credential(secret, HostRule.parse(host), header, scheme);
  }

  private Credential bearer() {
    return credential("token", "http://a.test:" + server.port(), "Authorization", "Bearer");
  }

  private String send(String method, String url, String... headers) {
    HttpCapability capability =
        store == null ? HttpCapability.create(settings) : HttpCapability.create(settings, store);
    opened.add(capability);
    Capability.Configured configured = capability.configure(Grants.of(grants), Limits.defaults());
    List<List<String>> pairs = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      pairs.add(List.of(headers[i], headers[i + 1]));
    }
    Object request = List.of(method, url, pairs, Optional.empty());
    List<?> reply =
        (List<?>) configured.prepare(HttpCapability.SEND).handle(call, new Object[] {request});
    return reply.get(1) + " " + new String((byte[]) reply.get(2), StandardCharsets.UTF_8);
  }

  private String get(String path, String... headers) {
    return send("GET", server.url("a.test", path), headers);
  }

  private static List<String> sent(WebRequest request, String header) {
    return request.headers().stream()
        .filter(one -> one.name().equalsIgnoreCase(header))
        .map(WebRequest.Header::value)
        .toList();
  }

  private static void assertFails(ErrorCode code, String part, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            HostFault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.getMessage()).contains(part);
            });
  }

  @Test
  void addsTheHeaderForItsHostAloneAndHidesTheValueInTheReply() {
    call.credentials = List.of(bearer());
    call.putSecret("token", VALUE);
    assertThat(get("/echo"))
        .contains("[X-Echo, Bearer [redacted]]", "saw Bearer [redacted]")
        .doesNotContain(VALUE);
    assertThat(sent(server.requests().getFirst(), "Authorization"))
        .containsExactly("Bearer " + VALUE);
    assertThat(send("GET", server.url("b.test", "/echo"))).contains("saw none");
    assertThat(send("GET", other.url("a.test", "/echo"))).contains("saw none");
  }

  @Test
  void sendsTheValueAsItStandsWithoutAScheme() {
    call.credentials =
        List.of(credential("key", "http://a.test:" + server.port(), "X-Api-Key", ""));
    call.putSecret("key", VALUE);
    get("/x");
    assertThat(sent(server.requests().getFirst(), "x-api-key")).containsExactly(VALUE);
    assertThat(sent(server.requests().getFirst(), "Authorization")).isEmpty();
  }

  @Test
  void eachHostHasItsOwnAndTheFirstThatCoversItWins() {
    String port = ":" + server.port();
    call.credentials =
        List.of(
            credential("of-a", "http://a.test" + port, "Authorization", "Token"),
            credential("of-all", "http://*.test" + port, "authorization", "Bearer"),
            credential("second", "http://*.test" + port, "X-Second", ""));
    call.putSecret("of-a", "value-of-a");
    call.putSecret("of-all", "value-of-all");
    call.putSecret("second", "value-of-second");
    get("/x");
    send("GET", server.url("b.test", "/x"));
    assertThat(sent(server.requests().get(0), "Authorization")).containsExactly("Token value-of-a");
    assertThat(sent(server.requests().get(0), "X-Second")).containsExactly("value-of-second");
    assertThat(sent(server.requests().get(1), "Authorization"))
        .containsExactly("Bearer value-of-all");
  }

  @Test
  void aRedirectToAnotherOriginLosesIt() {
    call.credentials =
        List.of(bearer(), credential("key", "http://a.test:" + server.port(), "X-Api-Key", "Key"));
    call.putSecret("token", VALUE);
    call.putSecret("key", "another-value");
    server.on("/away", (request, reply) -> reply.redirect(307, other.url("a.test", "/echo")));
    server.on("/b", (request, reply) -> reply.redirect(302, server.url("b.test", "/echo")));
    server.on("/here", (request, reply) -> reply.redirect(302, "/echo"));
    assertThat(get("/away")).contains("saw none");
    assertThat(get("/b")).contains("saw none");
    assertThat(get("/here")).contains("saw Bearer [redacted]");
    for (WebRequest request : other.requests()) {
      assertThat(sent(request, "Authorization")).isEmpty();
      assertThat(sent(request, "X-Api-Key")).isEmpty();
    }
    assertThat(sent(server.requests("/echo").get(0), "X-Api-Key")).as("b.test").isEmpty();
    assertThat(sent(server.requests("/echo").get(1), "X-Api-Key"))
        .containsExactly("Key another-value");
  }

  @Test
  void aRedirectToAnOriginWithACredentialGetsThatOne() {
    call.credentials =
        List.of(
            bearer(),
            credential("second", "http://a.test:" + other.port(), "Authorization", "Token"));
    call.putSecret("token", VALUE);
    call.putSecret("second", "second-value");
    server.on("/away", (request, reply) -> reply.redirect(307, other.url("a.test", "/echo")));
    assertThat(get("/away")).contains("saw Token [redacted]").doesNotContain("second-value");
    assertThat(sent(other.requests().getFirst(), "Authorization"))
        .containsExactly("Token second-value");
  }

  @Test
  void aRedirectFromAPlainHostReplacesWhatTheGuestSent() {
    call.credentials = List.of(credential("key", "http://a.test:" + other.port(), "X-Api-Key", ""));
    call.putSecret("key", VALUE);
    server.on("/away", (request, reply) -> reply.redirect(307, other.url("a.test", "/x")));
    get("/away", "x-api-KEY", "of the guest");
    assertThat(sent(server.requests().getFirst(), "X-Api-Key")).containsExactly("of the guest");
    assertThat(sent(other.requests().getFirst(), "X-Api-Key")).containsExactly(VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "authorization", "AUTHORIZATION"})
  void refusesTheGuestsOwn(String name) {
    call.credentials = List.of(bearer());
    call.putSecret("token", VALUE);
    assertFails(
        ErrorCode.REQUEST_INVALID,
        "the header Authorization is set by the host for a.test:" + server.port(),
        () -> get("/x", name, "Bearer mine"));
    assertThat(server.connections()).isZero();
    send("GET", server.url("b.test", "/x"), name, "Bearer mine");
    assertThat(sent(server.requests().getFirst(), "Authorization")).containsExactly("Bearer mine");
  }

  @Test
  void aSecretThatIsNotSetIsAnErrorThatSaysHowToSetIt() {
    call.credentials = List.of(bearer());
    assertFails(ErrorCode.NOT_FOUND, "set it with --secret token=VALUE", () -> get("/x"));
    call.namespace = new Namespace("jira", "ada", "the team's");
    assertFails(
        ErrorCode.NOT_FOUND,
        "set it with morph vault set jira token --owner ada --group 'the team'\\''s'",
        () -> get("/x"));
    assertThat(server.connections()).isZero();
    assertThat(send("GET", server.url("b.test", "/x"))).endsWith("ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "a\r\nX-Evil: 1",
        "line\nend",
        "tab\u0000zero",
        "schlüssel",
        " leads",
        "trails "
      })
  void aSecretThatIsNoHeaderIsNotSent(String value) {
    call.credentials = List.of(bearer());
    call.putSecret("token", value);
    assertThatThrownBy(() -> get("/x"))
        .isInstanceOfSatisfying(
            HostFault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(ErrorCode.USAGE_INVALID);
              assertThat(fault.getMessage()).contains("the secret token cannot be sent");
              if (value.length() > 3) {
                assertThat(fault.getMessage()).doesNotContain(value);
              }
            });
    assertThat(server.connections()).isZero();
  }

  @Test
  void refusesAValueThatIsTooLong() {
    call.credentials = List.of(bearer());
    call.putSecret("token", "x".repeat(8 * 1024 + 1));
    assertFails(ErrorCode.USAGE_INVALID, "cannot be sent", () -> get("/x"));
  }

  @Test
  void nothingIsAskedOrSentWhereTheGrantDenies() {
    grants = new String[] {"http:write=http://b.test:" + server.port()};
    call.credentials = List.of(bearer());
    store = new Shelf();
    assertFails(ErrorCode.PERMISSION_NOT_DECLARED, "a.test", () -> get("/x"));
    assertThat(asked).isEmpty();
    assertThat(server.connections()).isZero();
  }

  @Test
  void aRedirectThatIsDeniedCarriesNothingAnywhere() {
    grants = new String[] {"http:write=http://a.test:" + server.port()};
    call.credentials =
        List.of(bearer(), credential("key", "http://a.test:" + other.port(), "X-Api-Key", ""));
    call.putSecret("token", VALUE);
    call.putSecret("key", "another-value");
    server.on("/away", (request, reply) -> reply.redirect(307, other.url("a.test", "/echo")));
    assertFails(ErrorCode.PERMISSION_NOT_DECLARED, "a.test:" + other.port(), () -> get("/away"));
    assertThat(other.connections()).isZero();
  }

  @Test
  void aRedirectWhoseAddressHoldsTheValueIsNotFollowedToAnotherHost() {
    call.credentials = List.of(bearer());
    call.putSecret("token", VALUE);
    server.on("/host", (request, reply) -> reply.redirect(302, "https://" + VALUE + ".test/"));
    server.on(
        "/query", (request, reply) -> reply.redirect(302, other.url("a.test", "/x?t=" + VALUE)));
    server.on("/here", (request, reply) -> reply.redirect(302, "/x?t=" + VALUE));
    for (String path : List.of("/host", "/query")) {
      assertThatThrownBy(() -> get(path))
          .isInstanceOf(HostFault.class)
          .hasMessageContaining("http-failed")
          .hasMessageContaining("its address holds a secret")
          .hasMessageNotContaining(VALUE);
    }
    assertThat(call.denials).isEmpty();
    assertThat(other.connections()).isZero();
    assertThat(get("/here")).endsWith("ok");
  }

  @Test
  void aRuleForHttpsSendsNothingInTheClear() {
    int port = server.port();
    call.credentials = List.of(credential("token", "a.test:" + port, "Authorization", "Bearer"));
    call.putSecret("token", VALUE);
    assertThat(get("/echo")).contains("saw none");
  }

  @Test
  void aDowngradeByARedirectLosesIt() {
    TestTls tls = TestTls.forNames("a.test");
    LoopbackServer secure = LoopbackServer.startTls(tls);
    opened.add(secure);
    settings = settings.withTls(tls.clientContext());
    grants = new String[] {"http:write=a.test:" + secure.port(), grants[0]};
    call.credentials =
        List.of(credential("token", "a.test:" + secure.port(), "Authorization", "Bearer"));
    call.putSecret("token", VALUE);
    secure.on("/down", (request, reply) -> reply.redirect(307, server.url("a.test", "/echo")));
    assertThat(send("GET", secure.url("a.test", "/down"))).contains("saw none");
    assertThat(sent(secure.requests().getFirst(), "Authorization"))
        .containsExactly("Bearer " + VALUE);
  }

  @Test
  void takesTheSecretOfTheStoreInTheNamespaceOfTheCall() {
    store = new Shelf();
    call.namespace = new Namespace("jira", "ada", "");
    call.credentials = List.of(bearer());
    assertThat(get("/echo")).contains("saw Bearer [redacted]");
    assertThat(sent(server.requests().getFirst(), "Authorization"))
        .containsExactly("Bearer jira/ada/token");
    assertThat(asked).containsExactly("jira/ada/token");
    call.putSecret("token", "given-by-the-call");
    get("/x");
    assertThat(sent(server.requests().get(1), "Authorization"))
        .containsExactly("Bearer given-by-the-call");
  }

  @Test
  void hidesTheValuesOfAllCredentialsInEveryReply() {
    store = new Shelf();
    call.namespace = new Namespace("jira", "ada", "");
    call.credentials = List.of(bearer());
    server.on("/leak", (request, reply) -> reply.send(200, "log: jira/ada/token"));
    assertThat(send("GET", server.url("b.test", "/leak"))).endsWith("log: [redacted]");
  }

  @Test
  void aStoreThatDoesNotServeIsNoMissingSecret() {
    store = new Shelf();
    call.namespace = new Namespace("jira", "broken", "");
    call.credentials = List.of(bearer());
    assertFails(ErrorCode.STORE_UNAVAILABLE, "does not serve the secret token", () -> get("/x"));
    assertThat(server.connections()).isZero();
  }

  /** Has each secret, whose value is its name. */
  private final class Shelf implements SecretStore {
    @Override
    public String get(Namespace namespace, String key) {
      String name = namespace.extensionId() + "/" + namespace.userId() + "/" + key;
      asked.add(name);
      if (namespace.userId().equals("broken")) {
        throw new MorphException(ErrorCode.STORE_UNAVAILABLE, "it is broken");
      }
      return name;
    }

    @Override
    public void set(Namespace namespace, String key, String value) {
      throw new AssertionError("nobody writes here");
    }
  }
}
