package dev.morph.bench;

import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.endive.EndiveEngine;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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

/** The kernels, compiled on our engine and on Endive as it is. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {
  /** An instance on our engine. */
  @State(Scope.Thread)
  public static class Ours {
    @Param({"sha256", "sort", "jsonscan", "vm", "matrix"})
    String kernel = "";

    private @org.jspecify.annotations.Nullable GuestFunction run;

    @Setup
    public void start() {
      run = compiled(kernel);
    }
  }

  /** An instance on Endive as it is. */
  @State(Scope.Thread)
  public static class Stock {
    @Param({"sha256", "sort", "jsonscan", "vm", "matrix"})
    String kernel = "";

    private @org.jspecify.annotations.Nullable ExportFunction run;

    @Setup
    public void start() {
      run = new StockEndive(Kernels.wasm(kernel)).instantiate().export("run");
    }
  }

  static GuestFunction compiled(String kernel) {
    return Objects.requireNonNull(
        EndiveEngine.compiled()
            .compile(Kernels.wasm(kernel))
            .instantiate(Imports.none(), MemoryBudget.of(256L << 20, 100_000))
            .function("run"));
  }

  @Benchmark
  public long[] ours(Ours state) {
    return Objects.requireNonNull(state.run).call();
  }

  @Benchmark
  public long[] stock(Stock state) {
    return Objects.requireNonNull(state.run).apply();
  }
}
