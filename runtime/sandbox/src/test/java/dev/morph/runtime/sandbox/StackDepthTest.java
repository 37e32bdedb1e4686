package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.JsonObject;
import dev.morph.engine.api.Engine;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.engine.meter.Counters;
import dev.morph.engine.meter.MeterOptions;
import dev.morph.engine.meter.MeteredCode;
import dev.morph.engine.meter.StructuralLimits;
import dev.morph.runtime.policy.Limits;
import dev.morph.testkit.Wat;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The count of nested calls comes before the end of the stack, whoever calls. */
class StackDepthTest {
  /** Frames of a host function that needs far more stack than most: some megabytes. */
  private static final int HOST_FRAMES = 30_000;

  private static final ThreadFactory SMALL = work -> new Thread(null, work, "small", 256 << 10);

  private final AtomicReference<Thread> hostThread = new AtomicReference<>();

  static Stream<Arguments> cases() {
    return Stream.of(EndiveEngine.compiled(), EndiveEngine.interpreted())
        .flatMap(engine ->
            Stream.of(0, 1_000)
                .flatMap(locals ->
                    Stream.of(SMALL, Thread.ofVirtual().factory(), GuestThread.factory("own-"))
                        .map(caller -> Arguments.of(engine, locals, caller))));
  }

  private static int down(int left) {
    return left == 0 ? 0 : 1 + down(left - 1);
  }

  private static String guest(int locals, int depth) {
    String down =
        "(func $down (param $left i32) (result i64) (local"
            + " i64".repeat(locals)
            + ") (if (result i64) (local.get $left)"
            + " (then (i64.add (i64.const 1) (call $down (i32.sub (local.get $left)"
            + " (i32.const 1)))))"
            + " (else (call $probe (i32.const 1536) (i32.const "
            + Ledger.REQUEST.length()
            + ")))))";
    return Counter.guest(
        "(import \"morph\" \"probe\" (func $probe (param i32 i32) (result i64)))" + down,
        "(drop (call $down (i32.const " + (depth - 1) + ")))");
  }

  private CallOutcome call(Engine engine, int locals, int depth, ThreadFactory caller)
      throws InterruptedException {
    var host =
        new ProbeCapability((call, arguments) -> {
          hostThread.set(Thread.currentThread());
          return "frames " + down(HOST_FRAMES);
        });
    var outcome = new AtomicReference<CallOutcome>();
    try (WasmRuntime runtime =
        WasmRuntime.metered(
            List.of(host),
            Loading.ANY_SCHEMA,
            RuntimeSettings.defaults(),
            engine.compile(Counters.module()))) {
      LoadedModule module =
          runtime.load(
              MeteredCode.compile(
                  engine,
                  Wat.assemble(guest(locals, depth)),
                  StructuralLimits.defaults(),
                  MeterOptions.defaults()),
              Loading.settings(Limits.defaults(), Lifecycle.FRESH));
      Thread thread =
          caller.newThread(
              () -> outcome.set(runtime.execute(module, Loading.run(JsonObject.EMPTY))));
      thread.start();
      thread.join();
    }
    return outcome.get();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void allThatIsAllowedHasStackAndSoHasAHostFunctionAtTheBottom(
      Engine engine, int locals, ThreadFactory caller) throws InterruptedException {
    CallOutcome deepest = call(engine, locals, 10_000, caller);
    assertThat(deepest).isInstanceOf(CallOutcome.Ok.class);
    assertThat(hostThread.getAndSet(null)).isInstanceOf(GuestThread.class);
    CallOutcome over = call(engine, locals, 10_001, caller);
    assertThat(Loading.code(over)).isEqualTo(ErrorCode.GUEST_TRAP);
    assertThat(((CallOutcome.Failed) over).error())
        .hasMessageContaining("more than 10,000 nested calls (stack-depth)");
    assertThat(hostThread.get()).as("the host function was not entered").isNull();
  }
}
