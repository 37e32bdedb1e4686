package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long an instance lives, told by a guest that counts its calls. */
class ReuseTest {
  private static final String PROBE =
      "(import \"morph\" \"probe\" (func $probe (param i32 i32) (result i64)))";

  private final WasmRuntime runtime = Loading.runtime();

  private LoadedModule load(String before, Lifecycle lifecycle) {
    return Loading.load(
        runtime,
        Counter.guest("", before),
        Limits.defaults().with(Limit.TIME, 300_000_000),
        lifecycle);
  }

  private CallOutcome call(LoadedModule module, String context) {
    return runtime.execute(module, Loading.run((JsonObject) Json.parse(context)));
  }

  private void answers(LoadedModule module, String context, int count) {
    assertThat(call(module, context).orThrow()).isEqualTo(JsonNumber.of(count));
  }

  @Test
  void freshInstancesKeepNothing() {
    LoadedModule module = load("", Lifecycle.FRESH);
    for (int i = 0; i < 3; i++) {
      answers(module, "{\"user_id\":\"ada\"}", 1);
    }
  }

  @Test
  void aReusedInstanceKeepsItsStateForTheSameUserOnly() {
    LoadedModule module = load("", Lifecycle.REUSE);
    answers(module, "{\"user_id\":\"ada\",\"request_id\":\"1\"}", 1);
    answers(module, "{\"user_id\":\"ada\",\"request_id\":\"2\"}", 2);
    answers(module, "{\"user_id\":\"bob\"}", 1);
    answers(module, "{\"user_id\":\"ada\",\"group_id\":\"g\"}", 1);
    answers(module, "{\"user_id\":\"ada\",\"space_id\":\"s\"}", 1);
    answers(module, "{\"group_id\":\"ada\"}", 1);
    answers(module, "{}", 1);
    answers(module, "{\"user_id\":\"ada\"}", 3);
  }

  @Test
  void idsCannotBePutTogetherToLookLikeAnothers() {
    LoadedModule module = load("", Lifecycle.REUSE);
    answers(module, "{\"user_id\":\"a\",\"group_id\":\"b\"}", 1);
    answers(module, "{\"user_id\":\"a\\\",\\\"b\"}", 1);
    answers(module, "{\"user_id\":\"ab\"}", 1);
    answers(module, "{\"user_id\":\"null\"}", 1);
    answers(module, "{}", 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(unreachable) | GUEST_TRAP",
        "(loop $again (br $again)) | LIMIT_TIME",
        "(return (i64.const 0)) | GUEST_ABI",
        "(drop (i32.load (i32.const -1))) | GUEST_TRAP"
      })
  void anInstanceIsDroppedAfterAFault(String fault, ErrorCode code) {
    LoadedModule module = load(Counter.at(2, fault), Lifecycle.REUSE);
    answers(module, "{}", 1);
    assertThat(Loading.code(call(module, "{}"))).isEqualTo(code);
    answers(module, "{}", 1);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anErrorOfItsOwnLeavesTheInstanceSound() {
    LoadedModule module = load(Counter.at(2, Counter.fail()), Lifecycle.REUSE);
    answers(module, "{}", 1);
    assertThat(Loading.code(call(module, "{}"))).isEqualTo(ErrorCode.ACTION_FAILED);
    answers(module, "{}", 3);
  }

  @Test
  void aCallThatNeverEnteredTheGuestLeavesItAsItWas() {
    LoadedModule module = load("", Lifecycle.REUSE);
    answers(module, "{}", 1);
    assertThat(Loading.code(runtime.execute(module, CallRequest.of("walk", JsonObject.EMPTY))))
        .isEqualTo(ErrorCode.UNKNOWN_ACTION);
    answers(module, "{}", 2);
  }

  @Test
  void aCallThatIsRefusedMakesNoInstance() {
    AtomicInteger made = new AtomicInteger();
    WasmRuntime counting =
        Loading.runtime(
            new ProbeCapability((call, arguments) -> {
              made.incrementAndGet();
              return "";
            }));
    String wat =
        Counter.guest(
            PROBE
                + "(func (export \"_initialize\") (drop (call $probe (i32.const 1536) (i32.const "
                + Ledger.REQUEST.length()
                + "))))",
            "");
    LoadedModule module = Loading.load(counting, wat, Lifecycle.FRESH);
    assertThat(counting.execute(module, Loading.run(JsonObject.EMPTY)).orThrow())
        .isEqualTo(JsonNumber.of(1));
    assertThat(made).as("one to describe, one to run").hasValue(2);
    assertThat(Loading.code(counting.execute(module, CallRequest.of("no", JsonObject.EMPTY))))
        .isEqualTo(ErrorCode.UNKNOWN_ACTION);
    JsonObject wrong = JsonObject.builder().put("user", "ada").build();
    assertThat(Loading.code(counting.execute(module, Loading.run(wrong))))
        .isEqualTo(ErrorCode.USAGE_INVALID);
    assertThat(made).hasValue(2);
  }

  @Test
  void nothingIsKeptAfterTheEnd() {
    LoadedModule module = load("", Lifecycle.REUSE);
    answers(module, "{}", 1);
    runtime.teardown(module);
    assertThat(Loading.code(call(module, "{}"))).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({"FRESH", "REUSE"})
  void twoCallsAtOnceHaveAnInstanceEach(Lifecycle lifecycle) throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    WasmRuntime meeting =
        Loading.runtime(
            new ProbeCapability((call, arguments) -> {
              try {
                both.await(20, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new AssertionError("the other call never came", e);
              }
              return "met";
            }));
    LoadedModule module =
        Loading.load(
            meeting,
            Counter.guest(
                PROBE,
                "(drop (call $probe (i32.const 1536) (i32.const "
                    + Ledger.REQUEST.length()
                    + ")))"),
            lifecycle);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 1; round <= 3; round++) {
        Future<CallOutcome> one =
            threads.submit(() -> meeting.execute(module, Loading.run(JsonObject.EMPTY)));
        Future<CallOutcome> two =
            threads.submit(() -> meeting.execute(module, Loading.run(JsonObject.EMPTY)));
        JsonNumber expected = JsonNumber.of(lifecycle == Lifecycle.REUSE ? round : 1);
        assertThat(one.get(30, TimeUnit.SECONDS).orThrow()).isEqualTo(expected);
        assertThat(two.get(30, TimeUnit.SECONDS).orThrow()).isEqualTo(expected);
      }
    }
  }
}
