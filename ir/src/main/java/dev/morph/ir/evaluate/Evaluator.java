package dev.morph.ir.evaluate;

import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the values of a distribution: strictly, from left to right. Definitions are compiled
 * when they are first used. Safe to share between threads; each evaluation is of one thread.
 *
 * <p>Values are those of the SDK library (package {@code dev.morph.morphir.sdk}); Int is {@link
 * Long}, or {@link java.math.BigInteger} if it does not fit; records are {@link RecordValue},
 * values of custom types {@link ConstructorValue}, functions {@link java.util.function.Function} of
 * one argument after the other.
 */
public final class Evaluator {
  private final Globals globals;

  private Evaluator(Globals globals) {
    this.globals = globals;
  }

  /** An evaluator of a distribution with its dependencies and the SDK. */
  public static Evaluator of(Distribution distribution) {
    return new Evaluator(new Globals(distribution));
  }

  /** What the names of the distribution mean. */
  public TypeEnvironment types() {
    return globals.types();
  }

  /** Evaluates within the default limits. */
  public Object evaluate(FQName name, List<Object> arguments) {
    return evaluate(name, arguments, EvaluationLimits.DEFAULT, null);
  }

  /**
   * Evaluates a value for some arguments.
   *
   * @param arguments of the types that the definition declares; fewer than it takes make a function
   * @param trace gets the calls; null for none
   * @throws EvaluationException if there is no value
   */
  public Object evaluate(
      FQName name, List<Object> arguments, EvaluationLimits limits, @Nullable Trace trace) {
    Callable callable = globals.value(name);
    if (callable == null) {
      throw new EvaluationException(EvaluationError.REFERENCE_NOT_FOUND, globals.missing(name));
    }
    try {
      Type type = globals.types().value(name);
      if (type != null) {
        new ArgumentCheck(globals.types()).check(type, arguments, name);
      }
      var machine = new Machine(limits, trace);
      return machine.apply(started(callable, machine), arguments.toArray());
    } catch (StackOverflowError e) {
      throw new EvaluationException(
              EvaluationError.CALL_DEPTH_EXCEEDED,
              "the stack of this thread is too small for a call depth of "
                  + limits.maxCallDepth()
                  + ", or for values that stand so deep within one another")
          .through(name);
    }
  }

  private static Object started(Callable callable, Machine machine) {
    if (callable.arity() > 0) {
      return FunctionValue.of(machine, callable, FunctionValue.NONE, FunctionValue.NONE);
    }
    return callable instanceof Definition definition
        ? definition.value(machine)
        : callable.call(machine, FunctionValue.NONE, FunctionValue.NONE);
  }
}
