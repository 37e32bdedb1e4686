package dev.morph.bench;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.engine.meter.Counters;
import dev.morph.engine.meter.FuelBudget;
import dev.morph.engine.meter.Meter;
import dev.morph.engine.meter.MeterOptions;
import dev.morph.testkit.Wat;
import java.util.List;
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

/** What metering costs: the kernels, which loop, and two guests that do nothing but call. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MeteringBenchmark {
  static final List<String> LOOPS = Kernels.NAMES;
  static final List<String> CALLS = List.of("fibonacci", "leaves");

  private static final long PLENTY = 1L << 60;
  private static final int DEPTH = 10_000;

  /** Recursion, which counts depth too. */
  private static final String FIBONACCI =
      """
      (func $fib (param i32) (result i32)
        (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
          (then (local.get 0))
          (else (i32.add
            (call $fib (i32.sub (local.get 0) (i32.const 1)))
            (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
      (func (export "run") (result i32) (call $fib (i32.const 32)))
      """;

  /** Small functions that call smaller ones. */
  private static final String LEAVES =
      """
      (func $mix (param i32 i32) (result i32)
        (i32.add (i32.mul (local.get 0) (i32.const 31))
          (i32.xor (local.get 1) (i32.shr_u (local.get 0) (i32.const 7)))))
      (func $step (param i32 i32) (result i32)
        (if (result i32) (i32.and (local.get 0) (i32.const 1))
          (then (call $mix (local.get 0) (local.get 1)))
          (else (call $mix (local.get 1) (i32.add (local.get 0) (i32.const 3))))))
      (func (export "run") (result i32) (local i32 i32)
        (local.set 0 (i32.const 10000000))
        (loop
          (local.set 1 (call $step (local.get 1) (local.get 0)))
          (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
        (local.get 1))
      """;

  /** An instance of one guest. */
  @State(Scope.Thread)
  public static class Guest {
    @Param({"sha256", "sort", "jsonscan", "vm", "matrix", "fibonacci", "leaves"})
    String guest = "";

    @Param({"false", "true"})
    boolean metered;

    private @Nullable FuelBudget budget;
    private @Nullable GuestFunction run;

    @Setup
    public void start() {
      Engine engine = EndiveEngine.compiled();
      budget = FuelBudget.of(FuelBudget.counters(engine));
      byte[] wasm = wasm(guest);
      run =
          (metered
                  ? engine.compileMetered(
                      Meter.meter(ModuleBinary.decode(wasm), MeterOptions.defaults()).bytes(),
                      Counters.MODULE)
                  : engine.compile(wasm))
              .instantiate(
                  budget.putInto(Imports.builder()).build(), MemoryBudget.of(256L << 20, 100_000))
              .function("run");
    }

    private static byte[] wasm(String guest) {
      return switch (guest) {
        case "fibonacci" -> Wat.assemble("(module " + FIBONACCI + ")");
        case "leaves" -> Wat.assemble("(module " + LEAVES + ")");
        default -> Kernels.wasm(guest);
      };
    }
  }

  @Benchmark
  public long[] run(Guest state) {
    Objects.requireNonNull(state.budget).fill(PLENTY, PLENTY, DEPTH);
    return Objects.requireNonNull(state.run).call();
  }
}
