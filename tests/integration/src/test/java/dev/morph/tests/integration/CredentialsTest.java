package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.host.EngineMode;
import dev.morph.testkit.web.LoopbackServer;
import dev.morph.testkit.web.WebReply;
import dev.morph.testkit.web.WebRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers that the host adds by a manifest, by both ABIs in both modes, on the command line. */
class CredentialsTest {
  private static final String VALUE = "canary/key+17 of \"ada\"";

  private final LoopbackServer server = LoopbackServer.start();
  private final LoopbackServer other = LoopbackServer.start();
  @TempDir private Path folder;

  CredentialsTest() {
    for (LoopbackServer one : List.of(server, other)) {
      one.on("/echo", CredentialsTest::echo);
    }
    server.on("/here", (request, reply) -> reply.redirect(302, "/echo"));
    server.on("/away", (request, reply) -> reply.redirect(307, other.url("/echo")));
  }

  @AfterEach
  void close() {
    server.close();
    other.close();
  }

  /** Tells the guest what the server was told, in every form that is hidden. */
  private static void echo(WebRequest request, WebReply reply) throws IOException {
    String seen = request.header("X-Key").orElse("none");
    reply.send(200, "saw " + String.join(" | ", forms(seen)), "X-Echo", seen);
  }

  private static List<String> forms(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    String json = Json.write(new JsonString(value));
    return List.of(
        value,
        Base64.getEncoder().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        URLEncoder.encode(value, UTF_8),
        URLEncoder.encode(value, UTF_8).replace("+", "%20"),
        json.substring(1, json.length() - 1));
  }

  private static void assertSecret(String... texts) {
    String inside = Base64.getEncoder().encodeToString(("ab:" + VALUE).getBytes(UTF_8));
    for (String text : texts) {
      assertThat(text).doesNotContain(forms(VALUE));
      assertThat(text).doesNotContain(inside.substring(4, 28), "canary", "key+17");
    }
  }

  private String credential(LoopbackServer one, String secret, String scheme) {
    return "{\"secret\":\""
        + secret
        + "\",\"host\":\"http://127.0.0.1:"
        + one.port()
        + "\",\"header\":\"X-Key\""
        + (scheme.isEmpty() ? "" : ",\"scheme\":\"" + scheme + "\"")
        + "}";
  }

  private Path manifest(String credentials, String permissions) {
    try {
      return Files.writeString(
          folder.resolve("manifest.json"),
          "{\"name\":\"probe\",\"version\":\"0.1.0\",\"permissions\":["
              + permissions
              + "],\"credentials\":["
              + credentials
              + "]}");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String webRight() {
    return "{\"name\":\"http:read\",\"hosts\":[\"http://127.0.0.1:"
        + server.port()
        + "\",\"http://127.0.0.1:"
        + other.port()
        + "\"]}";
  }

  private CliRun run(EngineMode mode, String guest, Path manifest, String params, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "run",
                BuiltGuests.extension(guest).toString(),
                "http",
                params,
                "--engine",
                mode.word(),
                "--manifest",
                manifest.toString(),
                "--allow-private",
                "127.0.0.1",
                "--json",
                "--trace"));
    args.addAll(Arrays.asList(more));
    return CliRun.of(args.toArray(String[]::new));
  }

  private String[] granted(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--grant",
                "http:read=http://127.0.0.1:"
                    + server.port()
                    + ",http://127.0.0.1:"
                    + other.port()));
    args.addAll(Arrays.asList(more));
    return args.toArray(String[]::new);
  }

  private String get(String path) {
    return "{\"method\":\"GET\",\"url\":\"" + server.url(path) + "\",\"headers\":[]}";
  }

  /** What the guest saw of the body, in either ABI. */
  private static String body(CliRun run) {
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    String text =
        ((JsonString) ((JsonObject) run.document().members().get("ok")).members().get("body"))
            .value();
    return text.startsWith("saw ") ? text : new String(Base64.getDecoder().decode(text), UTF_8);
  }

  private static List<String> keys(LoopbackServer one) {
    return one.requests().stream().map(request -> request.header("X-Key").orElse("none")).toList();
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void theServerSeesTheValueAndNobodyElse(EngineMode mode, String guest) throws IOException {
    Path manifest = manifest(credential(server, "token", "Bearer"), webRight());
    Path recording = folder.resolve("call.jsonl");
    CliRun run =
        run(
            mode,
            guest,
            manifest,
            get("/echo"),
            granted("--secret", "token=" + VALUE, "--record", recording.toString()));
    assertThat(keys(server)).containsExactly("Bearer " + VALUE);
    assertThat(body(run)).startsWith("saw Bearer [redacted] | ");
    assertSecret(run.out(), run.err(), body(run), Files.readString(recording));

    server.close();
    for (EngineMode other : EngineMode.values()) {
      CliRun replayed = run(other, guest, manifest, get("/echo"), "--replay", recording.toString());
      assertThat(body(replayed)).isEqualTo(body(run));
      assertThat(Json.write(replayed.document().get("replay"))).contains("\"equal\":true");
      assertSecret(replayed.out(), replayed.err());
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void aGuestThatMayReadTheSecretSeesItAndRecordingsDoNot(EngineMode mode, String guest)
      throws IOException {
    Path manifest = manifest(credential(server, "token", ""), webRight() + ",\"vault:read\"");
    Path recording = folder.resolve("call.jsonl");
    CliRun run =
        run(
            mode,
            guest,
            manifest,
            get("/echo"),
            granted(
                "--secret",
                "token=" + VALUE,
                "--grant",
                "vault:read=token",
                "--record",
                recording.toString()));
    assertThat(body(run)).contains(VALUE);
    assertSecret(run.err(), Json.write(run.document().get("trace")), Files.readString(recording));
    assertThat(Files.readString(recording)).contains("[redacted:");
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void aRedirectKeepsItWithinTheOriginAndLosesItBeyond(EngineMode mode, String guest) {
    Path manifest = manifest(credential(server, "token", ""), webRight());
    String[] more = granted("--secret", "token=" + VALUE);
    assertThat(body(run(mode, guest, manifest, get("/here"), more))).startsWith("saw [redacted]");
    assertThat(body(run(mode, guest, manifest, get("/away"), more))).startsWith("saw none");
    assertThat(keys(server)).containsExactly(VALUE, VALUE, VALUE);
    assertThat(keys(other)).containsExactly("none");
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void eachHostGetsItsOwnAlsoBehindARedirect(EngineMode mode, String guest) {
    Path manifest =
        manifest(
            credential(server, "token", "") + "," + credential(other, "second", "Key"), webRight());
    CliRun run =
        run(
            mode,
            guest,
            manifest,
            get("/away"),
            granted("--secret", "token=" + VALUE, "--secret", "second=another-value"));
    assertThat(body(run)).startsWith("saw Key [redacted]");
    assertThat(keys(server)).containsExactly(VALUE);
    assertThat(keys(other)).containsExactly("Key another-value");
    assertSecret(run.out(), run.err());
    assertThat(run.out() + run.err()).doesNotContain("another-value");
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void aMissingSecretIsNoRequestWithoutIt(EngineMode mode, String guest) {
    Path manifest = manifest(credential(server, "token", ""), webRight());
    CliRun run = run(mode, guest, manifest, get("/echo"), granted());
    assertThat(run.exit()).as(run.out()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "not-found: the secret token, which the host adds to requests to 127.0.0.1:"
                + server.port()
                + ", is not set; set it with --secret token=VALUE");
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void theGuestsOwnHeaderIsRefused(EngineMode mode, String guest) {
    Path manifest = manifest(credential(server, "token", ""), webRight());
    String params = get("/echo").replace("[]", "[[\"x-key\", \"mine\"]]");
    CliRun run = run(mode, guest, manifest, params, granted("--secret", "token=" + VALUE));
    assertThat(run.out()).contains("request-invalid: the header X-Key is set by the host");
    assertThat(server.connections()).isZero();
    assertSecret(run.out(), run.err());
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void nothingIsSentWhereTheGrantDenies(EngineMode mode, String guest) {
    Path manifest = manifest(credential(server, "token", ""), webRight());
    String elsewhere = "http:read=http://127.0.0.1:" + other.port();
    CliRun run =
        run(
            mode,
            guest,
            manifest,
            get("/echo"),
            "--grant",
            elsewhere,
            "--secret",
            "token=" + VALUE);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("permission-not-granted: http:read to http://127.0.0.1");
    assertThat(server.connections()).isZero();
    assertSecret(run.out(), run.err());
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void anAnswerThatCannotBeReadDoesNotTellItEither(EngineMode mode, String guest) {
    server.on(
        "/broken",
        (request, reply) ->
            reply.raw("HTTP/1.1 200 " + request.header("X-Key").orElse("") + "\r\nContent-"));
    Path manifest = manifest(credential(server, "token", ""), webRight());
    CliRun run = run(mode, guest, manifest, get("/broken"), granted("--secret", "token=" + VALUE));
    assertThat(run.out()).contains("http-failed");
    assertThat(keys(server)).contains(VALUE);
    assertSecret(run.out(), run.err());
  }
}
