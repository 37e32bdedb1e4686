package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.Denial;
import dev.morph.testkit.web.LoopbackServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each attack by both ABIs, in both engine modes. */
class DenialTest {
  static Stream<Arguments> probes() {
    return Stream.of(EngineMode.values())
        .flatMap(
            mode -> Stream.of("probe-rust", "probe-c").map(guest -> Arguments.of(mode, guest)));
  }

  /** Calls with this server's address allowed, which is no grant. */
  private static CallOutcome call(
      EngineMode mode,
      String guest,
      LoadOptions options,
      List<String> allowed,
      String action,
      JsonObject params,
      Map<String, String> secrets) {
    List<AddressRule> rules = allowed.stream().map(AddressRule::parse).toList();
    try (Morph morph = Morph.builder().engine(mode).allowPrivate(rules).build();
        Extension probe = morph.load(BuiltGuests.extension(guest), options)) {
      return probe.execute(
          new CallRequest(action, params, JsonObject.EMPTY, secrets, Map.of(), null, true));
    }
  }

  private static CallOutcome http(
      EngineMode mode, String guest, LoopbackServer server, String grant, JsonObject params) {
    return call(
        mode,
        guest,
        LoadOptions.builder().grant(grant).build(),
        List.of("127.0.0.1:" + server.port()),
        "http",
        params,
        Map.of());
  }

  private static JsonObject request(String method, String url, String... headers) {
    List<dev.morph.base.json.JsonValue> pairs = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      pairs.add(new JsonArray(List.of(new JsonString(headers[i]), new JsonString(headers[i + 1]))));
    }
    JsonObject.Builder request = JsonObject.builder().put("method", method).put("url", url);
    request.put("headers", new JsonArray(pairs));
    if (method.equals("POST")) {
      request.put("body", "aGVsbG8=");
    }
    return request.build();
  }

  private static CallOutcome.Failed failed(CallOutcome outcome) {
    assertThat(outcome).isInstanceOf(CallOutcome.Failed.class);
    return (CallOutcome.Failed) outcome;
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("probes")
  void postWithoutTheRightToWriteNeverReachesTheServer(EngineMode mode, String guest) {
    try (LoopbackServer server = LoopbackServer.start()) {
      server.on("/items", (request, reply) -> reply.send(200, "reached"));
      String place = "http://127.0.0.1:" + server.port();

      var outcome =
          failed(
              http(
                  mode,
                  guest,
                  server,
                  "http:read=" + place,
                  request("POST", server.url("/items"))));

      String text =
          "permission-not-granted: http:write to "
              + place
              + "; grant it with --grant http:write="
              + place;
      assertThat(server.connections()).isZero();
      assertThat(outcome.error().code()).isEqualTo(ErrorCode.ACTION_FAILED);
      assertThat(outcome.error()).hasMessage(text);
      assertThat(outcome.report().denials())
          .containsExactly(
              new Denial(
                  ErrorCode.PERMISSION_NOT_GRANTED,
                  "http:write",
                  text,
                  "--grant http:write=" + place));
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("probes")
  void grantedReadReachesTheServerAndTheGuestGetsItsAnswer(EngineMode mode, String guest) {
    try (LoopbackServer server = LoopbackServer.start()) {
      server.on("/items", (request, reply) -> reply.send(200, "three", "X-Seen", "yes"));
      CallOutcome outcome =
          http(
              mode,
              guest,
              server,
              "http:read=http://127.0.0.1:" + server.port(),
              request("GET", server.url("/items"), "X-Asked", "1"));

      JsonObject reply = (JsonObject) outcome.orThrow();
      assertThat(Json.write(reply)).contains("\"status\":200").containsIgnoringCase("x-seen");
      assertThat(server.requests("/items").getFirst().header("X-Asked")).contains("1");
      assertThat(outcome.report().denials()).isEmpty();
      assertThat(outcome.report().trace()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("probes")
  void redirectToHostThatWasNotGrantedIsNotFollowed(EngineMode mode, String guest) {
    try (LoopbackServer server = LoopbackServer.start();
        LoopbackServer other = LoopbackServer.start()) {
      server.on("/go", (request, reply) -> reply.redirect(302, other.url("/secret")));
      other.on("/secret", (request, reply) -> reply.send(200, "stolen"));

      var outcome =
          failed(
              call(
                  mode,
                  guest,
                  LoadOptions.builder()
                      .grant("http:read=http://127.0.0.1:" + server.port())
                      .build(),
                  List.of("127.0.0.1"),
                  "http",
                  request("GET", server.url("/go")),
                  Map.of()));

      assertThat(server.requests("/go")).hasSize(1);
      assertThat(other.connections()).isZero();
      assertThat(outcome.error().getMessage())
          .startsWith(
              "permission-not-granted: http:read to http://127.0.0.1:" + other.port() + "; ");
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("probes")
  void redirectToPrivateAddressIsNotFollowedThoughItsHostIsGranted(EngineMode mode, String guest) {
    try (LoopbackServer server = LoopbackServer.start();
        LoopbackServer other = LoopbackServer.start()) {
      server.on("/go", (request, reply) -> reply.redirect(302, other.url("/metadata")));
      LoadOptions options =
          LoadOptions.builder()
              .grant("http:read=http://127.0.0.1:" + server.port())
              .grant("http:read=http://127.0.0.1:" + other.port())
              .build();
      var outcome =
          failed(
              call(
                  mode,
                  guest,
                  options,
                  List.of("127.0.0.1:" + server.port()),
                  "http",
                  request("GET", server.url("/go")),
                  Map.of()));

      assertThat(other.connections()).isZero();
      assertThat(outcome.error().getMessage()).startsWith("address-not-allowed: ");
      assertThat(outcome.report().denials())
          .singleElement()
          .extracting(Denial::code)
          .isEqualTo(ErrorCode.ADDRESS_NOT_ALLOWED);
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("probes")
  void grantOfPrivateAddressIsNoAllowanceOfIt(EngineMode mode, String guest) {
    try (LoopbackServer server = LoopbackServer.start()) {
      for (String host : List.of("127.0.0.1", "127.1", "2130706433", "[::ffff:127.0.0.1]")) {
        var outcome =
            failed(
                call(
                    mode,
                    guest,
                    LoadOptions.builder()
                        .grant("http:read=http://127.0.0.1:" + server.port())
                        .grant("http:read=http://[::ffff:127.0.0.1]:" + server.port())
                        .build(),
                    List.of(),
                    "http",
                    request("GET", server.url(host, "/")),
                    Map.of()));
        assertThat(outcome.error().getMessage())
            .as(host)
            .matches("(?s)(address-not-allowed|url-invalid|permission-not-granted): .*");
      }
      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("probes")
  void headersThatCarryMoreHeadersAreRefused(EngineMode mode, String guest) {
    try (LoopbackServer server = LoopbackServer.start()) {
      server.on("/", (request, reply) -> reply.send(200, "reached"));
      String grant = "http:read=http://127.0.0.1:" + server.port();
      String[][] attacks = {
        {"X-A", "1\r\nX-Injected: yes"},
        {"X-A", "1\nX-Injected: yes"},
        {"X-A", "nul\u0000"},
        {"X-A\r\nX-Injected", "yes"},
        {"X A", "space in a name"},
        {"", "no name"},
        {"Host", "internal.example"},
        {"Content-Length", "99"},
        {"Transfer-Encoding", "chunked"},
      };
      for (String[] header : attacks) {
        var outcome =
            failed(http(mode, guest, server, grant, request("GET", server.url("/"), header)));
        assertThat(outcome.error().getMessage())
            .as(Json.write(new JsonString(header[0] + ": " + header[1])))
            .startsWith("request-invalid: ");
      }
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("probes")
  void urlsThatHideTheirHostAreRefused(EngineMode mode, String guest) {
    try (LoopbackServer server = LoopbackServer.start()) {
      String place = "127.0.0.1:" + server.port();
      for (String url :
          List.of(
              "http://user:word@" + place + "/",
              "http://" + place + "@" + place + "/",
              "http://" + place + "\\@evil.example/",
              "http://" + place + "/a%2f..%2fb",
              "http://" + place + "/%2e%2e/x",
              "file:///etc/passwd",
              "//" + place + "/",
              "http://")) {
        var outcome =
            failed(http(mode, guest, server, "http:read=http://" + place, request("GET", url)));
        assertThat(outcome.error().getMessage()).as(url).startsWith("url-invalid: ");
      }
      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("probes")
  void vaultAnswersTheSecretThatIsGrantedAndNoOther(EngineMode mode, String guest) {
    LoadOptions options = LoadOptions.builder().grant("vault:read=api_key").build();
    Map<String, String> secrets = Map.of("api_key", "open sesame", "other", "hidden value");

    CallOutcome granted = call(mode, guest, options, List.of(), "vault", key("api_key"), secrets);
    assertThat(granted.orThrow())
        .isEqualTo(JsonObject.builder().put("value", "open sesame").build());

    var denied = failed(call(mode, guest, options, List.of(), "vault", key("other"), secrets));
    String text =
        "permission-not-granted: vault:read of other; grant it with --grant vault:read=other";
    assertThat(denied.error()).hasMessage(text);
    // the canonical function has no result in which an error could stand
    assertThat(denied.error().code())
        .isEqualTo(
            guest.equals("probe-c") ? ErrorCode.ACTION_FAILED : ErrorCode.PERMISSION_NOT_GRANTED);
    assertThat(denied.report().denials())
        .containsExactly(
            new Denial(
                ErrorCode.PERMISSION_NOT_GRANTED, "vault:read", text, "--grant vault:read=other"));
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("probes")
  void manifestAndGrantAreTwoGates(EngineMode mode, String guest) {
    byte[] manifest =
        """
        {"name": "probe", "version": "0.1.0", "description": "Probes.", "author": "Nobody",
         "permissions": [{"name": "vault:read", "keys": ["declared"]}]}
        """
            .getBytes(UTF_8);
    LoadOptions both =
        LoadOptions.builder().manifest(manifest).grant("vault:read=declared,undeclared").build();
    LoadOptions declaredOnly = LoadOptions.builder().manifest(manifest).build();
    Map<String, String> secrets = Map.of("declared", "first value", "undeclared", "second value");

    assertThat(call(mode, guest, both, List.of(), "vault", key("declared"), secrets).orThrow())
        .isEqualTo(JsonObject.builder().put("value", "first value").build());
    assertThat(
            failed(call(mode, guest, both, List.of(), "vault", key("undeclared"), secrets))
                .report()
                .denials())
        .singleElement()
        .satisfies(denial -> {
          assertThat(denial.code()).isEqualTo(ErrorCode.PERMISSION_NOT_DECLARED);
          assertThat(denial.message())
              .startsWith("permission-not-declared: vault:read of undeclared");
          assertThat(denial.remedy()).isEmpty();
        });
    assertThat(
            failed(call(mode, guest, declaredOnly, List.of(), "vault", key("declared"), secrets))
                .report()
                .denials())
        .singleElement()
        .extracting(Denial::message)
        .isEqualTo(
            "permission-not-granted: vault:read of declared; grant it with --grant"
                + " vault:read=declared");
  }

  private static JsonObject key(String key) {
    return JsonObject.builder().put("key", key).build();
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("probes")
  void commandLineSaysWhichGrantIsMissing(EngineMode mode, String guest) {
    String file = BuiltGuests.extension(guest).toString();
    String engine = mode.word();
    String url = "https://api.example.com/items";

    CliRun http =
        CliRun.of(
            "run",
            file,
            "http",
            "-p",
            "method=POST",
            "-p",
            "url=" + url,
            "-p",
            "headers:=[]",
            "--engine",
            engine);
    String text =
        "permission-not-granted: http:write to api.example.com; grant it with --grant"
            + " http:write=api.example.com";
    assertThat(http.exit()).as(http.err()).isEqualTo(1);
    assertThat(http.out()).isEmpty();
    assertThat(http.err()).contains("denied: " + text).contains("error: ");

    CliRun vault = CliRun.of("run", file, "vault", "-p", "key=token", "--engine", engine, "--json");
    boolean canonical = guest.equals("probe-rust");
    assertThat(vault.exit()).isEqualTo(canonical ? 3 : 1);
    assertThat(vault.err()).isEmpty();
    assertThat(vault.errorCode()).isEqualTo(canonical ? "permission-not-granted" : "action-failed");
    assertThat(Json.write(vault.document().get("denials")))
        .contains("\"code\":\"permission-not-granted\"")
        .contains("\"remedy\":\"--grant vault:read=token\"");
  }
}
