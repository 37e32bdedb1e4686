package dev.morph.runtime.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions of programs, frontends, backends and transformers, with guests that echo. */
class FunctionsTest {
  private static final String MEMORY =
      """
      (module (memory (export "memory") 4)
      (global $top (mut i32) (i32.const 8192))
      (func $take (param $len i32) (result i32) (local $at i32)
        (local.set $at (global.get $top))
        (global.set $top (i32.and
          (i32.add (i32.add (local.get $at) (local.get $len)) (i32.const 7)) (i32.const -8)))
        (local.get $at))
      """;

  private static final String ECHO =
      "(i64.or (i64.shl (i64.extend_i32_u (local.get 0)) (i64.const 32))"
          + " (i64.extend_i32_u (local.get 1)))";

  /** An envelope's ten lanes written to address 0. */
  private static final String STORE =
      """
      (i64.store (i32.const 0) (local.get 0)) (i32.store (i32.const 8) (local.get 1))
      (i32.store (i32.const 12) (local.get 2)) (i32.store (i32.const 16) (local.get 3))
      (i32.store (i32.const 20) (local.get 4)) (i32.store (i32.const 24) (local.get 5))
      (i32.store (i32.const 32) (local.get 6)) (i32.store (i32.const 36) (local.get 7))
      (i32.store (i32.const 40) (local.get 8)) (i32.store (i32.const 44) (local.get 9))
      (i32.const 0))
      """;

  private static final String ENVELOPE = "(param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32)";

  private final WasmRuntime runtime = Loading.runtime();

  private LoadedModule load(String wat) {
    return Loading.load(
        runtime, wat, Limits.defaults().with(Limit.TIME, 300_000_000), Lifecycle.FRESH);
  }

  private List<Envelope> execute(LoadedModule module, String function, List<Envelope> arguments) {
    return runtime.call(module, FunctionRequest.of(function, arguments)).orThrow();
  }

  private static String bytes(String body, String... names) {
    StringBuilder wat =
        new StringBuilder(MEMORY)
            .append("(func (export \"morph_alloc\") (param i32) (result i32)")
            .append(" (call $take (local.get 0)))")
            .append("(func (export \"morph_free\") (param i32 i32))");
    for (String name : names) {
      wat.append("(func (export \"")
          .append(name)
          .append("\") (param i32 i32) (result i64) ")
          .append(body)
          .append(")");
    }
    return wat.append(")").toString();
  }

  private static String canonical(String functions) {
    return MEMORY
        + "(func (export \"cabi_realloc\") (param i32 i32 i32 i32) (result i32)"
        + " (call $take (local.get 3)))"
        + functions
        + ")";
  }

  private static String export(String name, String params, String body) {
    return "(func (export \"" + name + "\") " + params + " (result i32) " + body + "\n";
  }

  private static Envelope json(String text) {
    return new Envelope(Envelope.Header.NONE, Envelope.JSON, text.getBytes(UTF_8));
  }

  private static void fails(ThrowingCall call, ErrorCode code, String text) {
    assertThatThrownBy(call::run)
        .hasMessageContaining(text)
        .isInstanceOfSatisfying(MorphException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private interface ThrowingCall {
    void run();
  }

  private static final Envelope WITH_HEADER =
      new Envelope(
          new Envelope.Header(-1L, "session \uD83D\uDE00", "tick"),
          "application/morphir-ir+cbor",
          new byte[] {0, -1, 0x7f, -128});

  @ParameterizedTest
  @ValueSource(strings = {"frontend-compile", "backend-generate", "subscriptions"})
  void envelopesOfEveryKindComeBackAsTheyWere(String function) {
    String name = function.replace('-', '_');
    LoadedModule bytes =
        load(
            bytes(
                ECHO,
                "init",
                "update",
                name,
                "subscriptions".equals(name) ? "x" : "subscriptions"));
    assertThat(execute(bytes, function, List.of(WITH_HEADER))).containsExactly(WITH_HEADER);

    String prefix = "morphir:ext/";
    LoadedModule canonical =
        load(
            canonical(
                export(prefix + "program@0.1.0#init", ENVELOPE, "(unreachable))")
                    + export(prefix + "program@0.1.0#update", "(param i32)", "(unreachable))")
                    + export(prefix + "program@0.1.0#subscriptions", ENVELOPE, STORE)
                    + export(
                        prefix + "design-time-frontend@0.1.0#frontend-compile", ENVELOPE, STORE)
                    + export(
                        prefix + "design-time-backend@0.1.0#backend-generate", ENVELOPE, STORE)));
    assertThat(execute(canonical, function, List.of(WITH_HEADER))).containsExactly(WITH_HEADER);
  }

  @Test
  void updateOfTheCanonicalAbiAnswersModelAndCommands() {
    LoadedModule module =
        load(
            canonical(
                export("morphir:ext/program@0.1.0#init", ENVELOPE, "(unreachable))")
                    + export("morphir:ext/program@0.1.0#update", "(param i32)", "(local.get 0))")
                    + export("morphir:ext/program@0.1.0#subscriptions", ENVELOPE, STORE)));
    assertThat(execute(module, "update", List.of(WITH_HEADER, json("[]"))))
        .containsExactly(WITH_HEADER, json("[]"));
  }

  @Test
  void updateOfTheBytesAbiGetsBothEnvelopesInOne() {
    String wat = bytes(ECHO, "init", "update", "subscriptions");
    fails(
        () -> execute(load(wat), "update", List.of(WITH_HEADER, json("{}"))),
        ErrorCode.GUEST_RESULT,
        "update must answer {\"model\": value, \"cmds\": [...]}");
    assertThat(execute(load(wat), "init", List.of(json("{\"model\":{\"n\":1},\"cmds\":[\"x\"]}"))))
        .containsExactly(json("{\"n\":1}"), json("[\"x\"]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "{}", "{\"model\":1}", "{\"model\":1,\"cmds\":{}}", "{\"cmds\":[]}", "5"})
  void anAnswerWithoutModelOrCommandsIsNamed(String answer) {
    LoadedModule module = load(bytes(ECHO, "init", "update", "subscriptions"));
    fails(
        () -> execute(module, "init", List.of(json(answer))),
        ErrorCode.GUEST_RESULT,
        "init must answer");
  }

  @Test
  void aFunctionWithoutArgumentsGetsAnEmptyObject() {
    LoadedModule module = load(bytes(ECHO, "init", "update", "subscriptions", "get-capabilities"));
    assertThat(execute(module, "get-capabilities", List.of())).containsExactly(json("{}"));
  }

  @Test
  void transformersSpeakJsonText() {
    String prefix = "morphir:extension/extension#";
    String text =
        "(i32.store8 (i32.const 0) (i32.const %d)) (i32.store (i32.const 4) (local.get 0))"
            + " (i32.store (i32.const 8) (local.get 1)) (i32.const 0))";
    LoadedModule module =
        load(
            canonical(
                export(prefix + "transform", "(param i32 i32)", text.formatted(0))
                    + export(
                        prefix + "initialize",
                        "(param i32 i32)",
                        "(i32.store (i32.const 0) (local.get 0))"
                            + " (i32.store (i32.const 4) (local.get 1)) (i32.const 0))")
                    + export(
                        prefix + "capabilities",
                        "",
                        "(i32.store (i32.const 0) (i32.const 0))"
                            + " (i32.store (i32.const 4) (i32.const 0)) (i32.const 0))")));
    assertThat(execute(module, "transform", List.of(json("{ \"a\" : 1 }"))))
        .containsExactly(json("{\"a\":1}"));
    assertThat(execute(module, "initialize", List.of(json("{}"))))
        .containsExactly(json("{\"status\":\"{}\"}"));
    assertThat(execute(module, "capabilities", List.of())).containsExactly(json("[]"));
    fails(
        () -> execute(module, "transform", List.of(WITH_HEADER)),
        ErrorCode.USAGE_INVALID,
        "application/morphir-ir+cbor");

    LoadedModule failing =
        load(canonical(export(prefix + "transform", "(param i32 i32)", text.formatted(1))));
    fails(
        () -> execute(failing, "transform", List.of(json("\"no such type\""))),
        ErrorCode.ACTION_FAILED,
        "no such type");
  }

  @Test
  void aTransformerIsInitializedInTheInstanceThatTransforms() {
    String prefix = "morphir:extension/extension#";
    String keep =
        "(i32.store (i32.const 64) (local.get 0)) (i32.store (i32.const 68) (local.get 1))";
    String kept =
        "(i32.store8 (i32.const 0) (i32.const 0))"
            + " (i32.store (i32.const 4) (i32.load (i32.const 64)))"
            + " (i32.store (i32.const 8) (i32.load (i32.const 68))) (i32.const 0))";
    LoadedModule module =
        load(
            canonical(
                export(prefix + "transform", "(param i32 i32)", kept)
                    + export(
                        prefix + "initialize",
                        "(param i32 i32)",
                        keep
                            + " (i32.store (i32.const 0) (local.get 0))"
                            + " (i32.store (i32.const 4) (local.get 1)) (i32.const 0))")));
    FunctionRequest request =
        new FunctionRequest(
            "transform",
            List.of(json("{}")),
            JsonObject.builder().put("mode", "strict").build(),
            CallRequest.of("transform", JsonObject.EMPTY));
    FunctionOutcome outcome = runtime.call(module, request);
    assertThat(outcome.orThrow()).containsExactly(json("{\"mode\":\"strict\"}"));
    assertThat(outcome.report().stats().timeMicros()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":{\"code\":\"x\",\"message\":\"bad source\",\"diagnostics\":[1]}}"
            + " | ACTION_FAILED | bad source",
        "{\"error\":{\"code\":\"x\"}} | GUEST_RESULT | must be {\"error\"",
        "{\"error\":\"text\"} | GUEST_RESULT | must be {\"error\"",
        "[] | GUEST_RESULT | found an array",
        "{ | GUEST_RESULT | is not JSON"
      })
  void anErrorEnvelopeIsAFailedCall(String content, ErrorCode code, String text) {
    LoadedModule module = load(bytes(ECHO, "frontend_compile"));
    Envelope error =
        new Envelope(new Envelope.Header(0, "", "error"), Envelope.JSON, content.getBytes(UTF_8));
    fails(() -> execute(module, "frontend-compile", List.of(error)), code, text);
  }

  @Test
  void detailsOfAnErrorEnvelopeReachTheCaller() {
    LoadedModule module = load(bytes(ECHO, "init", "update", "subscriptions"));
    Envelope error =
        new Envelope(
            new Envelope.Header(0, "", "error"),
            Envelope.JSON,
            "{\"error\":{\"code\":\"parse\",\"message\":\"m\",\"diagnostics\":[{\"n\":1}]}}"
                .getBytes(UTF_8));
    assertThatThrownBy(() -> execute(module, "init", List.of(error)))
        .isInstanceOfSatisfying(
            MorphException.class,
            e ->
                assertThat(Json.write(e.details()))
                    .isEqualTo("{\"code\":\"parse\",\"diagnostics\":[{\"n\":1}]}"));
  }

  @Test
  void whatIsNoFunctionOfTheGuestIsNamed() {
    LoadedModule module = load(bytes(ECHO, "frontend_compile"));
    fails(
        () -> execute(module, "backend-generate", List.of(WITH_HEADER)),
        ErrorCode.CONTRACT_UNKNOWN,
        "it has frontend-compile");
    for (List<Envelope> wrong : List.of(List.<Envelope>of(), List.of(json("1"), json("2")))) {
      fails(() -> execute(module, "frontend-compile", wrong), ErrorCode.USAGE_INVALID, "takes 1");
    }
    LoadedModule integration = Loading.load(runtime, Counter.guest("", ""), Lifecycle.FRESH);
    fails(
        () -> execute(integration, "execute", List.of(json("{}"))),
        ErrorCode.CONTRACT_UNKNOWN,
        "no function execute");
    fails(() -> runtime.describe(module), ErrorCode.CONTRACT_UNKNOWN, "its contracts are frontend");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(unreachable) | GUEST_TRAP",
        "(loop $again (br $again)) (unreachable) | LIMIT_TIME",
        "(i64.const 0) | GUEST_ABI",
        "(i64.const -1) | LIMIT_RESULT_SIZE",
        "(i64.const 8) | GUEST_ABI"
      })
  void faultsOfTheGuestEndTheCall(String body, ErrorCode code) {
    LoadedModule module = load(bytes(body, "backend_generate"));
    fails(() -> execute(module, "backend-generate", List.of(json("{}"))), code, "");
    assertThat(Thread.interrupted()).isFalse();
  }
}
