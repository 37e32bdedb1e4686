package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.LogLine;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import dev.morph.testkit.web.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {
  private static ErrorCode code(CallOutcome outcome) {
    assertThat(outcome).isInstanceOf(CallOutcome.Failed.class);
    return ((CallOutcome.Failed) outcome).error().code();
  }

  private static LoadOptions limit(String setting) {
    return LoadOptions.builder().limit(setting).build();
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void growingPastTheLimitIsRefusedAndTheGuestLives(EngineMode mode, String guest) {
    try (Morph morph = Morph.builder().engine(mode).build();
        Extension probe = morph.load(BuiltGuests.extension(guest), LoadOptions.none())) {
      CallOutcome refused = probe.execute("grow", "{\"mb\": 300}");
      assertThat(((JsonObject) refused.orThrow()).get("grown")).isEqualTo(new JsonBoolean(false));
      CallOutcome given = probe.execute("grow", "{\"mb\": 100}");
      assertThat(((JsonObject) given.orThrow()).get("grown")).isEqualTo(new JsonBoolean(true));
      assertThat(given.report().stats().peakMemoryBytes()).isBetween(100L << 20, 256L << 20);
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void growingWithoutEndStopsAtTheLimit(EngineMode mode) {
    for (String wat : List.of(Guests.bytesGrow(), Guests.canonicalGrow())) {
      try (Morph morph = Morph.builder().engine(mode).build();
          Extension extension = morph.extensions().load(Wat.assemble(wat), limit("memory=8MiB"))) {
        CallOutcome outcome = extension.execute("run", "{}");
        assertThat(outcome.report().stats().peakMemoryBytes()).isEqualTo(8L << 20);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void declaredMinimumAboveTheLimitIsTheMemoryLimit(EngineMode mode, @TempDir Path folder)
      throws IOException {
    String wat =
        Guests.bytesEcho()
            .replace("(memory (export \"memory\") 1)", "(memory (export \"memory\") 4800)");
    Path file = Files.write(folder.resolve("large.wasm"), Wat.assemble(wat));
    CliRun run = CliRun.of("run", file.toString(), "run", "--engine", mode.word(), "--json");
    assertThat(run.exit()).as(run.out()).isEqualTo(4);
    assertThat(run.errorCode()).isEqualTo("limit-memory");

    assertThat(
            CliRun.of(
                    "run",
                    file.toString(),
                    "run",
                    "--engine",
                    mode.word(),
                    "--limit",
                    "memory=512MiB")
                .exit())
        .isZero();
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void endlessLoopEndsAtItsTime(EngineMode mode) {
    for (String wat : List.of(Guests.bytesSpin(), Guests.canonicalSpin())) {
      try (Morph morph = Morph.builder().engine(mode).build();
          Extension spin = morph.extensions().load(Wat.assemble(wat), limit("time=300ms"))) {
        long start = System.nanoTime();
        CallOutcome outcome = spin.execute("run", "{}");
        assertThat(code(outcome)).isEqualTo(ErrorCode.LIMIT_TIME);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
      }
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void serverThatNeverAnswersDoesNotHoldTheCall(EngineMode mode, String guest) {
    CountDownLatch over = new CountDownLatch(1);
    try (LoopbackServer server = LoopbackServer.start()) {
      server.on(
          "/slow",
          (request, reply) -> {
            try {
              over.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      String place = "127.0.0.1:" + server.port();
      try (Morph morph =
              Morph.builder().engine(mode).allowPrivate(List.of(AddressRule.parse(place))).build();
          Extension probe =
              morph.load(
                  BuiltGuests.extension(guest),
                  LoadOptions.builder()
                      .grant("http:read=http://" + place)
                      .limit("time=1500ms")
                      .build())) {
        long start = System.nanoTime();
        CallOutcome outcome =
            probe.execute(
                "http",
                "{\"method\": \"GET\", \"headers\": [], \"url\": \"" + server.url("/slow") + "\"}");
        assertThat(code(outcome)).isEqualTo(ErrorCode.LIMIT_TIME);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(server.requests("/slow")).hasSize(1);
      } finally {
        over.countDown();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void resultLargerThanItsLimitIsNotTaken(EngineMode mode) {
    for (String guest : List.of("echo-rust", "echo-c")) {
      try (Morph morph = Morph.builder().engine(mode).build();
          Extension echo = morph.load(BuiltGuests.extension(guest), limit("result-size=100KiB"))) {
        JsonObject large = JsonObject.builder().put("message", "x".repeat(110_000)).build();
        JsonObject small = JsonObject.builder().put("message", "x".repeat(90_000)).build();
        assertThat(code(echo.execute(CallRequest.of("echo", large))))
            .as(guest)
            .isEqualTo(ErrorCode.LIMIT_RESULT_SIZE);
        assertThat(echo.execute(CallRequest.of("echo", small)))
            .as(guest)
            .isInstanceOf(CallOutcome.Ok.class);
      }
    }
  }

  @Test
  void fileLargerThanItsLimitIsNotRead() {
    Path greeter = BuiltGuests.greeter();
    try (Morph morph = Morph.builder().build()) {
      assertThatThrownBy(() -> morph.load(greeter, limit("artifact-size=100")))
          .isInstanceOfSatisfying(
              MorphException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_ARTIFACT_SIZE));
    }
    CliRun run =
        CliRun.of("run", greeter.toString(), "greet", "--limit", "artifact-size=100", "--json");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.errorCode()).isEqualTo("limit-artifact-size");
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void longLogLineIsCut(EngineMode mode, String guest) {
    List<LogLine> lines = new ArrayList<>();
    JsonObject params =
        JsonObject.builder().put("level", "warn").put("message", "é".repeat(50_000)).build();
    try (Morph morph = Morph.builder().engine(mode).build();
        Extension probe = morph.load(BuiltGuests.extension(guest), LoadOptions.none())) {
      probe
          .execute(
              new CallRequest(
                  "log", params, JsonObject.EMPTY, Map.of(), Map.of(), lines::add, false))
          .orThrow();
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().message())
        .startsWith("ééé")
        .hasSizeLessThan(4096)
        .doesNotContain("\uFFFD");
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void logLinesPastTheLimitAreDroppedWithOneNotice(EngineMode mode) {
    String wat =
        Guests.canonicalEcho()
            .replace(
                "(module (memory",
                "(module (import \"morphee:extensions/log@1.0.0\" \"log\" (func $log (param i32 i32"
                    + " i32))) (memory")
            .replace(
                "(i32.store8 (i32.const 0) (i32.const 0))",
                "(loop $again (call $log (i32.const 2) (i32.const 16) (i32.const 6))"
                    + " (local.set 5 (i32.add (local.get 5) (i32.const 1)))"
                    + " (br_if $again (i32.lt_u (local.get 5) (i32.const 100))))"
                    + " (i32.store8 (i32.const 0) (i32.const 0))");
    List<LogLine> lines = new ArrayList<>();
    try (Morph morph = Morph.builder().engine(mode).build();
        Extension chatty = morph.extensions().load(Wat.assemble(wat), limit("log-lines=10"))) {
      chatty
          .execute(
              new CallRequest(
                  "run", JsonObject.EMPTY, JsonObject.EMPTY, Map.of(), Map.of(), lines::add, false))
          .orThrow();
    }
    assertThat(lines).hasSize(11);
    assertThat(lines.subList(0, 10)).allMatch(line -> line.message().equals("{\"name"));
    assertThat(lines.getLast().message()).doesNotContain("{\"name").isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void recursionWithoutEndIsTheGuestsTrap(EngineMode mode) {
    for (String wat : List.of(Guests.bytesRecurse(), Guests.canonicalRecurse())) {
      try (Morph morph = Morph.builder().engine(mode).build();
          Extension recurse = morph.extensions().load(Wat.assemble(wat), LoadOptions.none())) {
        assertThat(code(recurse.execute("run", "{}"))).isEqualTo(ErrorCode.GUEST_TRAP);
      }
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("dev.morph.tests.integration.DenialTest#probes")
  void afterATrapTheNextCallIsWhole(EngineMode mode, String guest) {
    try (Morph morph = Morph.builder().engine(mode).build();
        Extension probe = morph.load(BuiltGuests.extension(guest), LoadOptions.none())) {
      assertThat(code(probe.execute("trap", "{}"))).isEqualTo(ErrorCode.GUEST_TRAP);
      assertThat(code(probe.execute("recurse", "{}"))).isEqualTo(ErrorCode.GUEST_TRAP);
      JsonValue value = probe.execute("grow", "{\"mb\": 1}").orThrow();
      assertThat(((JsonObject) value).get("grown")).isEqualTo(new JsonBoolean(true));
    }
  }
}
