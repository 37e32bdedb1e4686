package dev.morph.bench;

import dev.morph.ir.Distribution;
import dev.morph.ir.evaluate.Evaluator;
import dev.morph.morphir.sdk.BasicsFunctions;
import dev.morph.morphir.sdk.ListFunctions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** The evaluator beside a walk of the model and beside Java with the SDK's library. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EvaluationBenchmark {
  static final List<String> PROGRAMS = List.of("fibonacci", "loop", "fold", "match");

  private static final long DEPTH = 22;
  private static final long ROUNDS = 1_000;

  private static final Distribution.Library LIBRARY =
      (Distribution.Library) EvaluationPrograms.distribution();
  private static final Evaluator EVALUATOR = Evaluator.of(LIBRARY);
  private static final TreeWalk WALK = new TreeWalk(LIBRARY);

  private static Object evaluated(String program, Object... arguments) {
    return EVALUATOR.evaluate(EvaluationPrograms.name(program), List.of(arguments));
  }

  private static Object walked(String program, Object... arguments) {
    return WALK.evaluate(EvaluationPrograms.name(program), arguments);
  }

  @Benchmark
  public Object fibonacci() {
    return evaluated("fibonacci", DEPTH);
  }

  @Benchmark
  public Object fibonacciWalked() {
    return walked("fibonacci", DEPTH);
  }

  @Benchmark
  public Object fibonacciJava() {
    return fibonacciOf(DEPTH);
  }

  private static long fibonacciOf(long n) {
    return n < 2
        ? n
        : BasicsFunctions.add(
            fibonacciOf(BasicsFunctions.subtract(n, 1)),
            fibonacciOf(BasicsFunctions.subtract(n, 2)));
  }

  @Benchmark
  public Object loop() {
    return evaluated("loop", ROUNDS, 0L);
  }

  @Benchmark
  public Object loopWalked() {
    return walked("loop", ROUNDS, 0L);
  }

  @Benchmark
  public Object loopJava() {
    long sum = 0;
    for (long n = ROUNDS; n != 0; n = BasicsFunctions.subtract(n, 1)) {
      sum = BasicsFunctions.add(sum, n);
    }
    return sum;
  }

  @Benchmark
  public Object fold() {
    return evaluated("fold", ROUNDS, 3L);
  }

  @Benchmark
  public Object foldWalked() {
    return walked("fold", ROUNDS, 3L);
  }

  @Benchmark
  public Object foldJava() {
    long k = 3;
    return ListFunctions.<Long, Long>foldl(
        x -> sum -> Math.addExact(sum, Math.multiplyExact(x, k)),
        0L,
        ListFunctions.range(1, ROUNDS));
  }

  @Benchmark
  public Object match() {
    return evaluated("match", ROUNDS);
  }

  @Benchmark
  public Object matchWalked() {
    return walked("match", ROUNDS);
  }

  @Benchmark
  public Object matchJava() {
    long n = ROUNDS;
    while (n != 0) {
      n = BasicsFunctions.subtract(n, 1);
    }
    return n;
  }
}
