package dev.morph.ir.evaluate;

import dev.morph.morphir.sdk.Function2;
import dev.morph.morphir.sdk.Function3;
import java.util.function.Function;

/**
 * A function as a value, with the arguments that it already has. It belongs to the evaluation that
 * made it: functions of the SDK that call it use that evaluation's fuel.
 */
abstract class FunctionValue {
  static final Object[] NONE = {};

  private final Machine machine;
  private final Callable callable;
  private final Object[] captured;
  private final Object[] bound;

  private FunctionValue(Machine machine, Callable callable, Object[] captured, Object[] bound) {
    this.machine = machine;
    this.callable = callable;
    this.captured = captured;
    this.bound = bound;
  }

  /**
   * A function.
   *
   * @param bound fewer arguments than the callable takes
   */
  static FunctionValue of(Machine machine, Callable callable, Object[] captured, Object[] bound) {
    return switch (callable.arity() - bound.length) {
      case 1 -> new One(machine, callable, captured, bound);
      case 2 -> new Two(machine, callable, captured, bound);
      case 3 -> new Three(machine, callable, captured, bound);
      default -> new Many(machine, callable, captured, bound);
    };
  }

  Callable callable() {
    return callable;
  }

  Object[] captured() {
    return captured;
  }

  Object[] bound() {
    return bound;
  }

  /** How many arguments are missing; 1 or more. */
  int missing() {
    return callable.arity() - bound.length;
  }

  /** Calls it with just those arguments that are missing. */
  Object call(Machine caller, Object[] arguments) {
    if (bound.length == 0) {
      return callable.call(caller, captured, arguments);
    }
    var all = new Object[callable.arity()];
    System.arraycopy(bound, 0, all, 0, bound.length);
    System.arraycopy(arguments, 0, all, bound.length, arguments.length);
    return callable.call(caller, captured, all);
  }

  /** The function with more of its arguments, which are fewer than are missing. */
  FunctionValue bind(Machine caller, Object[] arguments) {
    var more = new Object[bound.length + arguments.length];
    System.arraycopy(bound, 0, more, 0, bound.length);
    System.arraycopy(arguments, 0, more, bound.length, arguments.length);
    return of(caller, callable, captured, more);
  }

  Object applied(Object... arguments) {
    return machine.apply(this, arguments);
  }

  /** As people are told of it. */
  @Override
  public String toString() {
    return "<function " + callable.name().local().camelCase() + ">";
  }

  private static final class One extends FunctionValue implements Function<Object, Object> {
    One(Machine machine, Callable callable, Object[] captured, Object[] bound) {
      super(machine, callable, captured, bound);
    }

    @Override
    public Object apply(Object argument) {
      return applied(argument);
    }
  }

  private static final class Two extends FunctionValue
      implements Function2<Object, Object, Object> {
    Two(Machine machine, Callable callable, Object[] captured, Object[] bound) {
      super(machine, callable, captured, bound);
    }

    @Override
    public Object apply(Object first, Object second) {
      return applied(first, second);
    }

    @Override
    @SuppressWarnings("unchecked") // every value of this class is a function
    public Function<Object, Object> apply(Object first) {
      return (Function<Object, Object>) applied(first);
    }
  }

  private static final class Three extends FunctionValue
      implements Function3<Object, Object, Object, Object> {
    Three(Machine machine, Callable callable, Object[] captured, Object[] bound) {
      super(machine, callable, captured, bound);
    }

    @Override
    public Object apply(Object first, Object second, Object third) {
      return applied(first, second, third);
    }

    @Override
    @SuppressWarnings("unchecked") // every value of this class is a function
    public Function<Object, Function<Object, Object>> apply(Object first) {
      return (Function<Object, Function<Object, Object>>) applied(first);
    }
  }

  private static final class Many extends FunctionValue implements Function<Object, Object> {
    Many(Machine machine, Callable callable, Object[] captured, Object[] bound) {
      super(machine, callable, captured, bound);
    }

    @Override
    public Object apply(Object argument) {
      return applied(argument);
    }
  }
}
