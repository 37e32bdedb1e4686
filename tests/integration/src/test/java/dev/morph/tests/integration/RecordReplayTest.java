package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.host.EngineMode;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import dev.morph.testkit.web.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings of both ABIs in both modes, replayed when what answered them is gone. */
class RecordReplayTest {
  private static final String SECRET = "open sesame/7?";

  @TempDir private Path folder;

  private Path recording() {
    return folder.resolve("call.jsonl");
  }

  private static CliRun run(
      EngineMode mode, String guest, String action, String params, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "run",
                BuiltGuests.extension(guest).toString(),
                action,
                params,
                "--engine",
                mode.word()));
    args.addAll(Arrays.asList(more));
    return CliRun.of(args.toArray(String[]::new));
  }

  private static String request(String url, String token) {
    return "{\"method\": \"GET\", \"url\": \""
        + url
        + "\", \"headers\": [[\"Authorization\", \""
        + token
        + "\"]]}";
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void webAnswersAreThereWhenTheServerIsGone(EngineMode mode, String guest) throws IOException {
    byte[] body = new byte[256];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 7);
    }
    CliRun recorded;
    String params;
    try (LoopbackServer server = LoopbackServer.start()) {
      server.on("/binary", (request, reply) -> reply.send(200, body, "X-Seen", "yes"));
      String place = "127.0.0.1:" + server.port();
      params = request(server.url("/binary"), "none");
      recorded =
          run(
              mode,
              guest,
              "http",
              params,
              "--grant",
              "http:read=http://" + place,
              "--allow-private",
              place,
              "--record",
              recording().toString());
    }
    assertThat(recorded.exit()).as(recorded.err()).isZero();
    assertThat(recorded.err()).contains("recorded: 1 host calls");
    for (EngineMode other : EngineMode.values()) {
      CliRun replayed =
          run(other, guest, "http", params, "--replay", recording().toString(), "--json");
      assertThat(replayed.exit()).as(replayed.out()).isZero();
      assertThat(replayed.document().get("ok")).isEqualTo(Json.parse(recorded.out()));
      assertThat(Json.write(replayed.document().get("replay")))
          .isEqualTo("{\"host_calls\":1,\"equal\":true}");
    }
    CliRun plain = run(mode, guest, "http", params, "--replay", recording().toString());
    assertThat(plain.out()).isEqualTo(recorded.out());
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void denialsAreAnsweredAndReportedAgain(EngineMode mode, String guest) {
    String params = request("https://nowhere.invalid/x", "none");
    CliRun recorded =
        run(mode, guest, "http", params, "--record", recording().toString(), "--json");
    assertThat(recorded.exit()).isEqualTo(1);
    CliRun replayed =
        run(
            mode,
            guest,
            "http",
            params,
            "--replay",
            recording().toString(),
            "--grant",
            "http:read",
            "--json");
    assertThat(replayed.exit()).isEqualTo(1);
    assertThat(replayed.document().get("error")).isEqualTo(recorded.document().get("error"));
    assertThat(replayed.document().get("denials"))
        .isNotNull()
        .isEqualTo(recorded.document().get("denials"));
  }

  static Stream<EngineMode> modes() {
    return Stream.of(EngineMode.values());
  }

  @ParameterizedTest
  @MethodSource("modes")
  void chanceAndTimeAreThoseOfTheRecording(EngineMode mode) {
    for (String call :
        List.of("now {}", "random {\"bytes\":32}", "random {\"min\":1,\"max\":99}")) {
      String action = call.substring(0, call.indexOf(' '));
      String params = call.substring(call.indexOf(' ') + 1);
      CliRun recorded = run(mode, "probe-c", action, params, "--record", recording().toString());
      assertThat(recorded.exit()).as(recorded.err()).isZero();
      CliRun replayed = run(mode, "probe-c", action, params, "--replay", recording().toString());
      assertThat(replayed.out()).isEqualTo(recorded.out());
      // without parameters those of the recording are taken
      assertThat(
              CliRun.of(
                      "run",
                      BuiltGuests.extension("probe-c").toString(),
                      action,
                      "--replay",
                      recording().toString())
                  .out())
          .isEqualTo(recorded.out());
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void logLinesAreLoggedAgain(EngineMode mode, String guest) {
    String params = "{\"level\": \"warn\", \"message\": \"it is " + SECRET + " said\"}";
    CliRun recorded =
        run(
            mode,
            guest,
            "log",
            params,
            "--secret",
            "k=" + SECRET,
            "--record",
            recording().toString());
    assertThat(recorded.exit()).as(recorded.err()).isZero();
    assertThat(recorded.err()).contains("warn: it is [redacted] said");
    CliRun replayed =
        CliRun.of(
            "run",
            BuiltGuests.extension(guest).toString(),
            "log",
            "--engine",
            mode.word(),
            "--replay",
            recording().toString());
    assertThat(replayed.err().lines().filter(line -> line.startsWith("warn:")).toList())
        .isEqualTo(recorded.err().lines().filter(line -> line.startsWith("warn:")).toList());
    assertThat(replayed.out()).isEqualTo(recorded.out());
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void secretsAreMaskedInEveryFormAndTheGuestGetsTheMask(EngineMode mode, String guest)
      throws IOException {
    CliRun recorded =
        run(
            mode,
            guest,
            "vault",
            "{\"key\": \"k\"}",
            "--grant",
            "vault:read=k",
            "--secret",
            "k=" + SECRET,
            "--record",
            recording().toString());
    assertThat(recorded.out()).contains(SECRET);
    String text = Files.readString(recording());
    assertThat(text).doesNotContain("sesame").containsPattern("\\[redacted:[0-9a-f]{16}\\]");
    CliRun replayed =
        run(mode, guest, "vault", "{\"key\": \"k\"}", "--replay", recording().toString());
    assertThat(replayed.exit()).as(replayed.err()).isZero();
    assertThat(replayed.out()).containsPattern("\\[redacted:[0-9a-f]{16}\\]");
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void secretsAreMaskedInRequestsAndRepliesOfTheWeb(EngineMode mode, String guest)
      throws IOException {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(("user:" + SECRET).getBytes(UTF_8));
    String params;
    try (LoopbackServer server = LoopbackServer.start()) {
      server.on("/", (request, reply) -> reply.send(200, "you sent open+sesame%2F7%3F"));
      String place = "127.0.0.1:" + server.port();
      params = request(server.url("/"), basic);
      CliRun recorded =
          run(
              mode,
              guest,
              "http",
              params,
              "--grant",
              "http:read=http://" + place,
              "--allow-private",
              place,
              "--secret",
              "k=" + SECRET,
              "--record",
              recording().toString());
      assertThat(recorded.exit()).as(recorded.err()).isZero();
    }
    String text = Files.readString(recording());
    assertThat(text)
        .doesNotContain("sesame")
        .doesNotContain(basic.substring(basic.length() - 12))
        .contains("Basic dXNlc");
    CliRun replayed =
        CliRun.of(
            "run",
            BuiltGuests.extension(guest).toString(),
            "http",
            "--replay",
            recording().toString());
    assertThat(replayed.exit()).as(replayed.err()).isZero();
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void callsThatEndByTrapOrTimeAreRecordedToo(EngineMode mode) throws IOException {
    CliRun trapped =
        run(mode, "probe-rust", "trap", "{}", "--record", recording().toString(), "--json");
    assertThat(trapped.exit()).isEqualTo(5);
    CliRun again =
        run(mode, "probe-rust", "trap", "{}", "--replay", recording().toString(), "--json");
    assertThat(again.exit()).isEqualTo(5);
    assertThat(again.document().get("error")).isEqualTo(trapped.document().get("error"));

    Path timed = folder.resolve("timed.jsonl");
    CliRun slow =
        run(
            mode,
            "probe-c",
            "spin",
            "{}",
            "--limit",
            "time=200ms",
            "--record",
            timed.toString(),
            "--json");
    assertThat(slow.errorCode()).isEqualTo("limit-time");
    CliRun slowAgain = run(mode, "probe-c", "spin", "{}", "--replay", timed.toString(), "--json");
    assertThat(slowAgain.errorCode()).isEqualTo("limit-time");
    assertThat(Json.write(slowAgain.document())).contains("\"equal\":true");
  }

  @Test
  void anotherFileActionOrInputIsSaid() {
    CliRun recorded =
        run(EngineMode.COMPILED, "probe-c", "now", "{}", "--record", recording().toString());
    assertThat(recorded.exit()).isZero();
    String file = recording().toString();
    CliRun otherFile = run(EngineMode.COMPILED, "probe-rust", "log", "{}", "--replay", file);
    assertThat(otherFile.exit()).isEqualTo(2);
    assertThat(otherFile.err()).contains("usage-invalid", "the recording is of the file sha256:");
    CliRun otherAction = run(EngineMode.COMPILED, "probe-c", "random", "{}", "--replay", file);
    assertThat(otherAction.exit()).isEqualTo(2);
    assertThat(otherAction.err()).contains("of the action \"now\", not of \"random\"");
    CliRun otherInput = run(EngineMode.COMPILED, "probe-c", "now", "{\"a\":1}", "--replay", file);
    assertThat(otherInput.exit()).isEqualTo(2);
    assertThat(otherInput.err()).contains("other parameters: a: recorded nothing, now 1");
    CliRun both =
        run(EngineMode.COMPILED, "probe-c", "now", "{}", "--replay", file, "--record", file);
    assertThat(both.exit()).isEqualTo(2);
    assertThat(run(EngineMode.COMPILED, "probe-c", "now", "{}", "--replay", file + "x").exit())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aHostCallThatDiffersIsNamed(EngineMode mode) throws IOException {
    run(mode, "probe-c", "random", "{\"bytes\": 8}", "--record", recording().toString());
    List<String> lines = Files.readAllLines(recording());
    assertThat(lines).hasSize(3);

    replaying(mode, lines.get(0), lines.get(1).replace("\"random\"", "\"now\""), lines.get(2))
        .satisfies(run -> {
          assertThat(run.exit()).isEqualTo(2);
          assertThat(run.out())
              .contains("host call 1, random, is another function: recorded was now");
        });
    replaying(mode, lines.get(0), lines.get(1).replace("\"bytes\":8", "\"bytes\":9"), lines.get(2))
        .satisfies(run -> {
          assertThat(run.exit()).isEqualTo(2);
          assertThat(run.out())
              .contains("host call 1, random, has another request: bytes: recorded 9, now 8")
              .contains("\"equal\":false");
        });
    replaying(mode, lines.get(0), lines.get(2).replace("\"calls\":1", "\"calls\":0"))
        .satisfies(run -> {
          assertThat(run.exit()).isEqualTo(2);
          assertThat(run.out()).contains("was not recorded: the recording has 0 host calls");
        });
    replaying(
            mode,
            lines.get(0),
            lines.get(1),
            lines.get(1).replace("\"call\":1", "\"call\":2"),
            lines.get(2).replace("\"calls\":1", "\"calls\":2"))
        .satisfies(run -> {
          assertThat(run.exit()).isEqualTo(2);
          assertThat(run.out())
              .contains("the replay ended after 1 host calls; the recording has 2, next random");
        });
    replaying(mode, lines.get(0), lines.get(1), "{\"outcome\":{\"ok\":5},\"calls\":1}")
        .satisfies(run -> {
          assertThat(run.exit()).isEqualTo(2);
          assertThat(run.out()).contains("after 1 host calls the outcome differs: ok: recorded 5");
        });
    replaying(
            mode,
            lines.get(0),
            lines.get(1).replaceFirst("\"reply\":.*", "\"reply\":{\"bytes\":7,\"int\":null}}"),
            lines.get(2))
        .satisfies(run -> {
          assertThat(run.exit()).isEqualTo(2);
          assertThat(run.out()).contains("host call 1, random, has a reply that is none");
        });
  }

  private org.assertj.core.api.ObjectAssert<CliRun> replaying(EngineMode mode, String... lines)
      throws IOException {
    Path edited = folder.resolve("edited.jsonl");
    Files.writeString(edited, String.join("\n", lines) + "\n");
    return assertThat(
        run(mode, "probe-c", "random", "{\"bytes\": 8}", "--replay", edited.toString(), "--json"));
  }

  @Test
  void aMalformedRequestIsRecordedAsItIs() throws IOException {
    String params = "{\"bytes\": \"many\"}";
    CliRun recorded =
        run(EngineMode.COMPILED, "probe-c", "random", params, "--record", recording().toString());
    assertThat(recorded.exit()).isEqualTo(1);
    assertThat(Files.readString(recording())).contains("\"malformed\":{\"text\":");
    CliRun replayed =
        run(EngineMode.COMPILED, "probe-c", "random", params, "--replay", recording().toString());
    assertThat(replayed.exit()).isEqualTo(1);
    assertThat(replayed.err()).contains("replayed: 1 host calls, the recorded outcome");
  }

  @Test
  void describeIsPartOfTheRecording() throws IOException {
    String wat =
        Guests.bytesEcho()
            .replaceFirst(
                "\\(module", "(module (import \"morph\" \"log\" (func \\$log (param i32 i32)))")
            .replace(
                "(func (export \"describe\") (param i32 i32) (result i64)",
                "(func (export \"_initialize\") (call $log (i32.const 3000) (i32.const 126)))"
                    + " (data (i32.const 3000) \"{\\22header\\22:{\\22seqnum\\22:0,"
                    + "\\22session_id\\22:\\22\\22},\\22content_type\\22:\\22application/json\\22,"
                    + "\\22content\\22:\\22"
                    + Base64.getEncoder()
                        .encodeToString("{\"level\":\"info\",\"message\":\"h\"}".getBytes(UTF_8))
                    + "\\22}\")"
                    + "(func (export \"describe\") (param i32 i32) (result i64)");
    Path file = Files.write(folder.resolve("early.wasm"), Wat.assemble(wat));
    CliRun recorded = CliRun.of("run", file.toString(), "run", "--record", recording().toString());
    assertThat(recorded.exit()).as(recorded.err()).isZero();
    String text = Files.readString(recording());
    assertThat(text).contains("\"phase\":\"describe\"", "\"phase\":\"instantiate\"");
    CliRun replayed = CliRun.of("run", file.toString(), "run", "--replay", recording().toString());
    assertThat(replayed.exit()).as(replayed.err()).isZero();
    assertThat(replayed.err()).contains("replayed: 2 host calls");
  }

  @Test
  void aRecordingThatCannotBeWrittenFailsBeforeTheGuestRuns() throws IOException {
    try (LoopbackServer server = LoopbackServer.start()) {
      server.on("/", (request, reply) -> reply.send(200, "reached"));
      String place = "127.0.0.1:" + server.port();
      for (Path file : List.of(folder.resolve("none/such.jsonl"), folder)) {
        CliRun run =
            run(
                EngineMode.COMPILED,
                "probe-c",
                "http",
                request(server.url("/"), "none"),
                "--grant",
                "http:read=http://" + place,
                "--allow-private",
                place,
                "--record",
                file.toString());
        assertThat(run.exit()).as(run.err()).isEqualTo(6);
        assertThat(run.err()).contains("io-failed", "cannot write the recording");
      }
      assertThat(server.connections()).isZero();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anOlderRecordingStaysUntilTheNewOneIsWhole() throws IOException {
    Files.writeString(recording(), "older");
    CliRun run =
        run(EngineMode.COMPILED, "probe-c", "now", "not json", "--record", recording().toString());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(recording()).hasContent("older");
    run(EngineMode.COMPILED, "probe-c", "now", "{}", "--record", recording().toString());
    assertThat(Files.readString(recording())).startsWith("{\"morph_recording\":1,");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void jsonTellsOfTheRecording() {
    CliRun run =
        run(
            EngineMode.COMPILED,
            "probe-c",
            "now",
            "{}",
            "--record",
            recording().toString(),
            "--json");
    JsonObject told = (JsonObject) run.document().members().get("recording");
    assertThat(told.get("file")).isEqualTo(new JsonString(recording().toString()));
    assertThat(Json.write(told)).endsWith("\"host_calls\":1}");
  }
}
