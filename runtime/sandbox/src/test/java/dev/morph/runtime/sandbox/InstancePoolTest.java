package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is kept between calls, and what becomes of it. */
class InstancePoolTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static WasmRuntime runtime(RuntimeSettings settings) {
    return WasmRuntime.create(List.of(), Loading.ANY_SCHEMA, settings);
  }

  private static RuntimeSettings idle(int all, int perExtension, long bytes, Duration time) {
    return RuntimeSettings.defaults().withIdle(all, perExtension, bytes, time);
  }

  private static LoadedModule counter(WasmRuntime runtime) {
    return Loading.load(runtime, Counter.guest("", ""), Lifecycle.REUSE);
  }

  private static void answers(WasmRuntime runtime, LoadedModule module, String user, int count) {
    CallOutcome outcome =
        runtime.execute(module, Loading.run(JsonObject.builder().put("user_id", user).build()));
    assertThat(outcome.orThrow()).as(user).isEqualTo(JsonNumber.of(count));
  }

  @Test
  void whatWaitedLongestGoesFirst() {
    WasmRuntime runtime = runtime(idle(10, 2, 1 << 30, LONG));
    LoadedModule module = counter(runtime);
    answers(runtime, module, "ada", 1);
    answers(runtime, module, "bob", 1);
    answers(runtime, module, "ada", 2);
    answers(runtime, module, "cy", 1);
    assertThat(runtime.pool().size()).isEqualTo(2);
    answers(runtime, module, "ada", 3);
    answers(runtime, module, "bob", 1);
  }

  @Test
  void allExtensionsTogetherAreBounded() {
    WasmRuntime runtime = runtime(idle(3, 2, 1 << 30, LONG));
    List<LoadedModule> modules = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      modules.add(counter(runtime));
      answers(runtime, modules.getLast(), "ada", 1);
    }
    assertThat(runtime.pool().size()).isEqualTo(3);
    answers(runtime, modules.get(0), "ada", 1);
    answers(runtime, modules.get(3), "ada", 2);
  }

  @Test
  void memoryBoundsThem() {
    // each has one page, and counts 64 KiB more
    WasmRuntime runtime = runtime(idle(100, 100, 3 * 131_072, LONG));
    LoadedModule module = counter(runtime);
    for (String user : List.of("a", "b", "c", "d", "e")) {
      answers(runtime, module, user, 1);
    }
    assertThat(runtime.pool().size()).isEqualTo(3);
    assertThat(runtime.pool().bytes()).isEqualTo(3 * 131_072);
    answers(runtime, module, "e", 2);
    answers(runtime, module, "a", 1);

    WasmRuntime small = runtime(idle(100, 100, 1_000, LONG));
    LoadedModule large = counter(small);
    answers(small, large, "a", 1);
    answers(small, large, "a", 1);
    assertThat(small.pool().size()).isZero();
  }

  @Test
  void theyGoWhenTheirTimeIsOver() throws InterruptedException {
    WasmRuntime runtime = runtime(idle(10, 10, 1 << 30, Duration.ofMillis(100)));
    LoadedModule module = counter(runtime);
    for (int round = 0; round < 2; round++) {
      answers(runtime, module, "ada", 1);
      assertThat(runtime.pool().size()).isEqualTo(1);
      for (int i = 0; i < 500 && runtime.pool().size() > 0; i++) {
        Thread.sleep(10);
      }
      assertThat(runtime.pool().size()).as("nobody called").isZero();
      assertThat(runtime.pool().bytes()).isZero();
    }
  }

  @Test
  void theEndOfAnExtensionLeavesThoseOfOthers() {
    WasmRuntime runtime = runtime(idle(10, 10, 1 << 30, LONG));
    LoadedModule one = counter(runtime);
    LoadedModule other = counter(runtime);
    answers(runtime, one, "ada", 1);
    answers(runtime, one, "bob", 1);
    answers(runtime, other, "ada", 1);
    runtime.teardown(one);
    assertThat(runtime.pool().size()).isEqualTo(1);
    answers(runtime, other, "ada", 2);
  }

  @Test
  void manyThreadsNeverShareAnInstance() throws Exception {
    RuntimeSettings settings =
        idle(8, 6, 1 << 30, Duration.ofMillis(20))
            .withRunning(6, 4)
            .withWaiting(1_000, Duration.ofMinutes(1));
    WasmRuntime runtime = runtime(settings);
    byte[] wasm = Wat.assemble(Guests.canonicalEcho());
    List<LoadedModule> modules = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      modules.add(
          runtime.load(
              EndiveEngine.compiled().compile(wasm),
              Loading.settings(Limits.defaults(), Lifecycle.REUSE)));
    }
    AtomicInteger ok = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(24)) {
      for (int t = 0; t < 24; t++) {
        int seed = t;
        all.add(
            threads.submit(() -> {
              for (int i = 0; i < 400; i++) {
                JsonObject params = JsonObject.builder().put("thread", seed).put("call", i).build();
                JsonObject context =
                    JsonObject.builder().put("user_id", "user" + (seed + i) % 5).build();
                CallOutcome outcome =
                    runtime.execute(
                        modules.get((seed * 7 + i) % 3), CallRequest.of("run", params, context));
                assertThat(outcome.orThrow()).isEqualTo(params);
                assertThat(runtime.pool().size()).isLessThanOrEqualTo(8);
                ok.incrementAndGet();
              }
            }));
      }
      for (Future<?> one : all) {
        one.get(120, TimeUnit.SECONDS);
      }
    }
    assertThat(ok).hasValue(24 * 400);
    runtime.close();
    assertThat(runtime.pool().size()).isZero();
  }

  @Test
  void closingEndsWhatRunsTooLongAndTakesNoMore() throws Exception {
    WasmRuntime runtime = runtime(RuntimeSettings.defaults().withCloseTime(Duration.ofMillis(100)));
    LoadedModule spin =
        runtime.load(
            EndiveEngine.compiled().compile(Wat.assemble(Guests.bytesSpin())),
            Loading.settings(Limits.defaults(), Lifecycle.FRESH));
    runtime.describe(spin);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<CallOutcome> running =
          threads.submit(() -> runtime.execute(spin, CallRequest.of("run", JsonObject.EMPTY)));
      Thread.sleep(200);
      assertThat(running.isDone()).isFalse();
      long start = System.nanoTime();
      runtime.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertThat(Loading.code(running.get(10, TimeUnit.SECONDS))).isEqualTo(ErrorCode.NOT_FOUND);
    }
    assertThat(Loading.code(runtime.execute(spin, CallRequest.of("run", JsonObject.EMPTY))))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void aCallWithoutAPlaceIsBusyAndTheNextOneRuns() throws Exception {
    WasmRuntime runtime =
        runtime(RuntimeSettings.defaults().withRunning(1, 1).withWaiting(4, Duration.ofMillis(50)));
    LoadedModule spin =
        runtime.load(
            EndiveEngine.compiled().compile(Wat.assemble(Guests.bytesSpin())),
            Loading.settings(Limits.defaults().with(Limit.TIME, 1_000_000_000L), Lifecycle.FRESH));
    LoadedModule counter = counter(runtime);
    runtime.describe(spin);
    runtime.describe(counter);
    try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
      Future<CallOutcome> running =
          threads.submit(() -> runtime.execute(spin, CallRequest.of("run", JsonObject.EMPTY)));
      Thread.sleep(200);
      CallOutcome busy = runtime.execute(counter, Loading.run(JsonObject.EMPTY));
      assertThat(Loading.code(busy)).isEqualTo(ErrorCode.BUSY);
      assertThat(Loading.code(running.get(20, TimeUnit.SECONDS))).isEqualTo(ErrorCode.LIMIT_TIME);
    }
    answers(runtime, counter, "ada", 1);
  }
}
