package dev.morph.bench;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.Snapshot;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.testkit.Wat;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import run.endive.runtime.ExportFunction;

/** A trivial export, and a fresh instance. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CallBenchmark {
  private static final String MODULE =
      """
      (module
        (func (export "add") (param i32 i32) (result i32)
          (i32.add (local.get 0) (local.get 1))))
      """;

  /** A module with a memory of 1 MiB and some data, as an SDK's guests have it. */
  private static final String MEGABYTE =
      """
      (module (memory (export "memory") 16)
        (data (i32.const 1024) "some data that is copied when the instance is made")
        (func (export "f") (result i32) (i32.const 1)))
      """;

  /** Our engine in one of its modes. */
  @State(Scope.Thread)
  public static class Ours {
    @Param({"compiled", "interpreted"})
    String mode = "";

    private @Nullable GuestFunction add;
    private @Nullable CompiledModule megabyte;
    private @Nullable Memory memory;
    private @Nullable Snapshot snapshot;

    @Setup
    public void start() {
      Engine engine =
          mode.equals("compiled") ? EndiveEngine.compiled() : EndiveEngine.interpreted();
      add =
          engine
              .compile(Wat.assemble(MODULE))
              .instantiate(Imports.none(), MemoryBudget.unlimited())
              .function("add");
      megabyte = engine.compile(Wat.assemble(MEGABYTE));
      Instance instance = megabyte.instantiate(Imports.none(), MemoryBudget.unlimited());
      memory = instance.memory("memory");
      snapshot = instance.snapshot();
    }
  }

  /** Endive as it is, compiled. */
  @State(Scope.Thread)
  public static class Stock {
    private @Nullable ExportFunction add;
    private @Nullable StockEndive megabyte;

    @Setup
    public void start() {
      add = new StockEndive(Wat.assemble(MODULE)).instantiate().export("add");
      megabyte = new StockEndive(Wat.assemble(MEGABYTE));
    }
  }

  @Benchmark
  public long[] call(Ours state) {
    return Objects.requireNonNull(state.add).call(1, 2);
  }

  @Benchmark
  public long[] callStock(Stock state) {
    return Objects.requireNonNull(state.add).apply(1, 2);
  }

  @Benchmark
  public Instance instantiate(Ours state) {
    return Objects.requireNonNull(state.megabyte)
        .instantiate(Imports.none(), MemoryBudget.unlimited());
  }

  /** An instance that wrote to two of its pages is put back. */
  @Benchmark
  public void restore(Ours state) {
    Memory memory = Objects.requireNonNull(state.memory);
    memory.putInt(2000, 1);
    memory.putInt(900_000, 1);
    Objects.requireNonNull(state.snapshot).restore();
  }

  @Benchmark
  public run.endive.runtime.Instance instantiateStock(Stock state) {
    return Objects.requireNonNull(state.megabyte).instantiate();
  }
}
