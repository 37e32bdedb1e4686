package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.JsonObject;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process with a small heap: guests that hold all objects that they make, beside one that makes
 * garbage and one that makes next to nothing. Prints what became of each.
 */
final class HeapWatchProcess {
  private HeapWatchProcess() {}

  /** Makes objects for ever; holds them in a list, or lets go of each. */
  static String allocating(boolean holding) {
    return Guests.bytesEcho()
        .replaceFirst(
            "\\(module",
            "(module (type \\$node (sub final (struct (field (mut (ref null \\$node))) (field i64)"
                + " (field i64)))) (global \\$list (mut (ref null \\$node)) (ref.null \\$node))")
        .replaceFirst(
            "\\(func \\(export \"execute\"\\) \\(param i32 i32\\) \\(result i64\\)",
            "(func (export \"execute\") (param i32 i32) (result i64) (loop \\$again (global.set"
                + " \\$list (struct.new \\$node "
                + (holding ? "(global.get \\$list)" : "(ref.null \\$node)")
                + " (i64.const 1) (i64.const 2))) (br \\$again)) (unreachable)");
  }

  private static LoadedModule load(WasmRuntime runtime, String wat, long seconds) {
    CompiledModule compiled = EndiveEngine.compiled().compile(Wat.assemble(wat));
    return runtime.load(
        compiled,
        Loading.settings(
            Limits.defaults().with(Limit.TIME, seconds * 1_000_000_000L), Lifecycle.FRESH));
  }

  private static String word(CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Ok ok -> "ok";
      case CallOutcome.Failed failed when failed.error().code() == ErrorCode.LIMIT_GC_ALLOC ->
          failed.error().code().word();
      case CallOutcome.Failed failed ->
          failed.error().code().word() + ": " + failed.error().getMessage();
    };
  }

  public static void main(String[] args) throws Exception {
    WasmRuntime runtime = Loading.runtime();
    LoadedModule hoarder = load(runtime, allocating(true), 120);
    LoadedModule quiet = load(runtime, Guests.bytesEcho(), 60);
    CallRequest run = CallRequest.of("run", JsonObject.EMPTY);
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger served = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Future<?> beside =
          threads.submit(() -> {
            while (!over.get()) {
              (runtime.execute(quiet, run) instanceof CallOutcome.Ok ? served : failed)
                  .incrementAndGet();
              try {
                Thread.sleep(1);
              } catch (InterruptedException e) {
                return;
              }
            }
          });
      try {
        for (int round = 0; round < 3; round++) {
          List<Future<CallOutcome>> hoarders = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            hoarders.add(threads.submit(() -> runtime.execute(hoarder, run)));
          }
          for (Future<CallOutcome> one : hoarders) {
            System.out.println("hoarder " + word(one.get(150, TimeUnit.SECONDS)));
          }
        }
      } catch (Exception | OutOfMemoryError e) {
        System.out.println("failed " + e);
      } finally {
        over.set(true);
      }
      beside.get(60, TimeUnit.SECONDS);
    }
    System.out.println("beside failed " + failed.get());
    System.out.println("beside served " + (served.get() > 0));
    System.out.println("alive");
  }
}
