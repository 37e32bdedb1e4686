package dev.morph.ir.evaluate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One evaluation: its fuel, its depth and the call that is next. For one thread. */
final class Machine {
  private final EvaluationLimits limits;
  private final @Nullable Trace trace;
  private final Map<Definition, Object> values = new HashMap<>();
  private long fuel;
  private int depth;
  private @Nullable Code nextCode;
  private Object @Nullable [] nextFrame;

  Machine(EvaluationLimits limits, @Nullable Trace trace) {
    this.limits = limits;
    this.trace = trace;
    this.fuel = limits.fuel();
  }

  /** Values of this evaluation that the next one cannot use, since functions are in them. */
  Map<Definition, Object> values() {
    return values;
  }

  void spend(long amount) {
    fuel -= amount;
    if (fuel < 0) {
      throw new EvaluationException(
          EvaluationError.FUEL_EXHAUSTED,
          "the fuel of "
              + limits.fuel()
              + " is used up; look for a recursion without an end, or raise the limit");
    }
  }

  private void enter(int weight) {
    depth += weight;
    if (depth > limits.maxCallDepth()) {
      throw new EvaluationException(
          EvaluationError.CALL_DEPTH_EXCEEDED,
          "calls stand deeper within one another than the limit of "
              + limits.maxCallDepth()
              + "; use calls in tail position, or raise the limit on a larger stack");
    }
  }

  /**
   * Runs code until it has a value; calls in tail position are run here, one after the other, so
   * that they need no stack.
   */
  @SuppressWarnings("ReferenceEquality") // the mark of a held call is one object
  Object run(Code first, Object[] firstFrame) {
    int before = depth;
    Code code = first;
    Object[] frame = firstFrame;
    int entry = -1;
    try {
      while (true) {
        spend(1);
        depth = before;
        enter(code.weight());
        if (trace != null && code.traced()) {
          entry = trace.enter(code.name(), Arrays.asList(frame).subList(1, 1 + code.arity()));
        }
        Object result = code.body().eval(this, frame);
        if (result != Node.TAIL_CALL) {
          if (trace != null && entry >= 0) {
            trace.leave(entry, result);
          }
          depth = before;
          return result;
        }
        if (trace != null && entry >= 0) {
          trace.leave(entry);
          entry = -1;
        }
        code = Objects.requireNonNull(nextCode);
        frame = Objects.requireNonNull(nextFrame);
      }
    } catch (EvaluationException e) {
      throw e.through(code.name());
    }
  }

  /** Holds a call until the caller is done. */
  Object tailCall(Code code, Object[] frame) {
    nextCode = code;
    nextFrame = frame;
    return Node.TAIL_CALL;
  }

  /** Calls a function of the SDK. */
  Object callNative(NativeFunction function, Object[] arguments) {
    int before = depth;
    try {
      spend(1);
      enter(1);
      spend(function.cost().before(arguments));
      Object result = function.implementation().call(arguments);
      spend(function.cost().after(result));
      depth = before;
      return result;
    } catch (EvaluationException e) {
      throw e.through(function.name());
    } catch (ClassCastException e) {
      throw function.refusal("was given values of other types: " + ValueText.list(arguments));
    } catch (RuntimeException e) {
      String reason = e.getMessage();
      throw function.refusal(reason == null ? "refused " + ValueText.list(arguments) : reason);
    }
  }

  /**
   * Applies a function to any number of arguments.
   *
   * @throws EvaluationException if it is none, among other reasons
   */
  Object apply(Object function, Object[] arguments) {
    Object result = function;
    int done = 0;
    while (done < arguments.length) {
      if (result instanceof FunctionValue value) {
        int missing = value.missing();
        int left = arguments.length - done;
        if (left < missing) {
          return value.bind(this, Arrays.copyOfRange(arguments, done, arguments.length));
        }
        result = value.call(this, slice(arguments, done, missing));
        done += missing;
      } else {
        result = applyOther(result, arguments[done++]);
      }
    }
    return result;
  }

  /** Applies a function in tail position: its last call may be held. */
  Object applyInTail(Object function, Object[] arguments) {
    Object result = function;
    int done = 0;
    while (result instanceof FunctionValue value && arguments.length - done > value.missing()) {
      int missing = value.missing();
      result = value.call(this, slice(arguments, done, missing));
      done += missing;
    }
    Object[] left = slice(arguments, done, arguments.length - done);
    if (result instanceof FunctionValue value && left.length == value.missing()) {
      Code code = value.callable().code();
      if (code != null) {
        Object[] bound = value.bound();
        Object[] frame = code.frame(value.captured());
        System.arraycopy(bound, 0, frame, Node.ARGUMENTS, bound.length);
        System.arraycopy(left, 0, frame, Node.ARGUMENTS + bound.length, left.length);
        return tailCall(code, frame);
      }
    }
    return apply(result, left);
  }

  private static Object[] slice(Object[] all, int from, int length) {
    return from == 0 && length == all.length ? all : Arrays.copyOfRange(all, from, from + length);
  }

  /** A function that the SDK made, as composeLeft does. */
  @SuppressWarnings("unchecked")
  private Object applyOther(Object function, Object argument) {
    if (!(function instanceof Function<?, ?> other)) {
      throw new EvaluationException(
          EvaluationError.UNEXPECTED_ARGUMENTS,
          "applied to "
              + ValueText.of(argument)
              + ", but this is no function: "
              + ValueText.of(function));
    }
    int before = depth;
    spend(1);
    enter(1);
    Object result = ((Function<Object, Object>) other).apply(argument);
    depth = before;
    return result;
  }
}
