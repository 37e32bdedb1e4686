package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Policy;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WasmRuntimeTest {
  private static final SchemaValidator ANY_SCHEMA =
      schema ->
          new SchemaValidator.Schema() {
            @Override
            public List<String> faults(JsonValue value, long nanosLeft) {
              return List.of();
            }
          };

  private final WasmRuntime runtime = WasmRuntime.create(List.of(), ANY_SCHEMA);

  private LoadedModule load(String wat, Limits limits) {
    return load(wat, limits, Lifecycle.FRESH);
  }

  private LoadedModule load(String wat, Limits limits, Lifecycle lifecycle) {
    return runtime.load(
        EndiveEngine.compiled().compile(Wat.assemble(wat)),
        new ModuleSettings("test", Policy.withoutManifest(PermissionSet.NONE), limits, lifecycle));
  }

  private CallOutcome run(String wat, Limits limits) {
    return runtime.execute(load(wat, limits), CallRequest.of("run", JsonObject.EMPTY));
  }

  private static ErrorCode code(CallOutcome outcome) {
    return ((CallOutcome.Failed) outcome).error().code();
  }

  @Test
  void anEchoOfEachAbiAnswers() {
    assertThat(run(Guests.bytesEcho(), Limits.defaults())).isInstanceOf(CallOutcome.Ok.class);
    assertThat(run(Guests.canonicalEcho(), Limits.defaults())).isInstanceOf(CallOutcome.Ok.class);
  }

  @Test
  void aGuestThatNeverEndsIsEnded() {
    Limits limits = Limits.defaults().with(Limit.TIME, 200_000_000);
    assertThat(code(run(Guests.bytesSpin(), limits))).isEqualTo(ErrorCode.LIMIT_TIME);
    assertThat(code(run(Guests.canonicalSpin(), limits))).isEqualTo(ErrorCode.LIMIT_TIME);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void trapsAndDeepRecursionAreTheGuests() {
    for (String wat :
        List.of(
            Guests.bytesTrap(),
            Guests.canonicalTrap(),
            Guests.bytesRecurse(),
            Guests.canonicalRecurse())) {
      assertThat(code(run(wat, Limits.defaults()))).isEqualTo(ErrorCode.GUEST_TRAP);
    }
  }

  @Test
  void aFreshGuestSeesNothingOfTheCallBefore() {
    String wat =
        Guests.bytesTrap()
            .replace(
                "unreachable",
                """
                (if (i32.load (i32.const 60000)) (then (unreachable)))
                (i32.store (i32.const 60000) (i32.const 1))
                """);
    CallRequest request = CallRequest.of("run", JsonObject.EMPTY);
    LoadedModule fresh = load(wat, Limits.defaults(), Lifecycle.FRESH);
    LoadedModule reused = load(wat, Limits.defaults(), Lifecycle.REUSE);
    assertThat(runtime.execute(fresh, request)).isInstanceOf(CallOutcome.Ok.class);
    assertThat(runtime.execute(fresh, request)).isInstanceOf(CallOutcome.Ok.class);
    assertThat(runtime.execute(reused, request)).isInstanceOf(CallOutcome.Ok.class);
    assertThat(code(runtime.execute(reused, request))).isEqualTo(ErrorCode.GUEST_TRAP);
  }

  @Test
  void aFreshGuestGrowsAnewInEachCall() {
    LoadedModule module = load(Guests.bytesGrow(), Limits.defaults().with(Limit.MEMORY, 4 << 20));
    CallRequest request = CallRequest.of("run", JsonObject.EMPTY);
    long first = runtime.execute(module, request).report().stats().peakMemoryBytes();
    long second = runtime.execute(module, request).report().stats().peakMemoryBytes();
    assertThat(first).isGreaterThan(1 << 20);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void growthPastTheLimitFailsInTheGuest() {
    Limits limits = Limits.defaults().with(Limit.MEMORY, 4 << 20);
    CallOutcome outcome = run(Guests.bytesGrow(), limits);
    assertThat(outcome).isInstanceOf(CallOutcome.Ok.class);
    assertThat(outcome.report().stats().peakMemoryBytes()).isLessThanOrEqualTo(4 << 20);
  }

  @Test
  void aDeclaredMinimumAboveTheLimitIsSaid() {
    Limits limits = Limits.defaults().with(Limit.MEMORY, 1000);
    assertThat(code(run(Guests.bytesEcho(), limits))).isEqualTo(ErrorCode.LIMIT_MEMORY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 | GUEST_RESULT",
        "{} | GUEST_RESULT",
        "{\"ok\":1,\"err\":2} | GUEST_RESULT",
        "{\"err\":5} | GUEST_RESULT",
        "{\"err\":\"no\"} | ACTION_FAILED",
        "{\"err\":{\"code\":\"x\",\"message\":\"no\"}} | ACTION_FAILED"
      })
  void anAnswerOfAnotherShapeIsNamed(String answer, ErrorCode expected) {
    String description = "{\"name\":\"t\",\"version\":\"1.0.0\",\"actions\":[{\"name\":\"run\"}]}";
    assertThat(code(run(Guests.bytesAnswering(description, answer), Limits.defaults())))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"name\":\"t\",\"version\":\"1\"}",
        "{\"name\":\"\",\"version\":\"1\",\"actions\":[]}",
        "{\"name\":\"t\",\"version\":\"1\",\"actions\":[{}]}",
        "{\"name\":\"t\",\"version\":\"1\",\"actions\":[],\"description\":7}",
        "{\"name\":\"t\",\"version\":\"1\",\"actions\":[],\"events\":[{}]}",
        "{\"name\":\"t\",\"version\":\"1\",\"actions\":[],\"events\":[\"a\"]}",
        "{\"name\":\"t\",\"version\":\"1\",\"actions\":[],\"listens\":\"a\"}",
        "{\"name\":\"t\",\"version\":\"1\",\"actions\":[],\"opens\":[1]}",
        "{\"name\":\"t\",\"version\":\"1\",\"actions\":[],\"config_schema\":[]}",
        "{\"name\":\"t\",\"version\":\"1\",\"actions\":[{\"name\":\"a\",\"ai_access\":\"yes\"}]}",
        "{\"name\":\"t\",\"version\":\"1\",\"actions\":[{\"name\":\"a\"},{\"name\":\"a\"}]}",
        "{\"name\":\"t\",\"version\":\"1\",\"actions\":[{\"name\":\"a\",\"parameters\":[]}]}"
      })
  void aDescriptionOfAnotherShapeIsNamed(String description) {
    LoadedModule module = load(Guests.bytesAnswering(description, "{\"ok\":1}"), Limits.defaults());
    assertThatThrownBy(() -> runtime.describe(module))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.GUEST_RESULT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(module) | CONTRACT_UNKNOWN | neither morph_alloc",
        "(module (func (export \"_start\"))) | MODULE_REFUSED | WASI command",
        "(module (func (export \"morph_alloc\")) (func (export \"cabi_realloc\"))) | MODULE_REFUSED | two ABIs",
        "(module (func (export \"morph_alloc\") (param i32) (result i32) (i32.const 0))) | CONTRACT_UNKNOWN | no memory",
        "(module (memory (export \"memory\") 1) (func (export \"morph_alloc\") (param i64))) | CONTRACT_UNKNOWN | morph_alloc must be"
      })
  void whatIsNoExtensionIsSaid(String wat, ErrorCode code, String text) {
    assertThatThrownBy(() -> load(wat, Limits.defaults()))
        .hasMessageContaining(text)
        .isInstanceOfSatisfying(MorphException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource({
    "env, log, morph",
    "extism:host/env, log, another plug-in host",
    "wasi_snapshot_preview1, fd_write, WASI",
    "morph, teleport, not offered",
    "somewhere, else, not offered"
  })
  void anImportThatIsNotOfferedIsNamed(String module, String name, String advice) {
    String wat =
        Guests.bytesEcho()
            .replaceFirst(
                "\\(module",
                "(module (import \"" + module + "\" \"" + name + "\" (func (param i32)))");
    assertThatThrownBy(() -> load(wat, Limits.defaults()))
        .hasMessageContaining(module + " " + name)
        .hasMessageContaining(advice)
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODULE_REFUSED));
  }

  @Test
  void aClosedModuleRunsNoMore() {
    LoadedModule module = load(Guests.bytesEcho(), Limits.defaults());
    runtime.execute(module, CallRequest.of("run", JsonObject.EMPTY)).orThrow();
    runtime.teardown(module);
    assertThat(code(runtime.execute(module, CallRequest.of("run", JsonObject.EMPTY))))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }
}
