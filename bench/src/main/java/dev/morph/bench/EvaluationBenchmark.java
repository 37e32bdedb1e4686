package dev.morph.bench;

import dev.morph.ir.Distribution;
import dev.morph.ir.evaluate.Evaluator;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** The evaluator beside a walk of the model and beside the Java that is generated. */
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

  private static final GeneratedJava JAVA = GeneratedJava.of(LIBRARY);
  private static final MethodHandle FIBONACCI = JAVA.function("fibonacci", 1);
  private static final MethodHandle LOOP = JAVA.function("loop", 2);
  private static final MethodHandle FOLD = JAVA.function("fold", 2);
  private static final MethodHandle MATCH = JAVA.function("match", 1);

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
  public Object fibonacciJava() throws Throwable {
    return (long) FIBONACCI.invokeExact(DEPTH);
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
  public Object loopJava() throws Throwable {
    return (long) LOOP.invokeExact(ROUNDS, 0L);
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
  public Object foldJava() throws Throwable {
    return (long) FOLD.invokeExact(ROUNDS, 3L);
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
  public Object matchJava() throws Throwable {
    return (long) MATCH.invokeExact(ROUNDS);
  }
}
