package dev.morph.ir.evaluate;

/** Nodes that call. */
final class CallNodes {
  private CallNodes() {}

  /** A definition without parameters. */
  static final class Global extends Node {
    private final Definition definition;
    private final Location at;

    Global(Definition definition, Location at) {
      this.definition = definition;
      this.at = at;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      try {
        return definition.value(machine);
      } catch (EvaluationException e) {
        throw e.at(at);
      }
    }
  }

  /** A definition with all its arguments. */
  static final class CallDefinition extends Node {
    private final Definition definition;
    private final Node[] arguments;
    private final Location at;

    CallDefinition(Definition definition, Node[] arguments, Location at) {
      this.definition = definition;
      this.arguments = arguments;
      this.at = at;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      Code code = definition.code();
      Object[] called = code.frame(FunctionValue.NONE);
      for (int i = 0; i < arguments.length; i++) {
        called[ARGUMENTS + i] = arguments[i].eval(machine, frame);
      }
      try {
        return machine.run(code, called);
      } catch (EvaluationException e) {
        throw e.at(at);
      }
    }
  }

  /** The same in tail position. */
  static final class TailCall extends Node {
    private final Definition definition;
    private final Node[] arguments;

    TailCall(Definition definition, Node[] arguments) {
      this.definition = definition;
      this.arguments = arguments;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      Code code = definition.code();
      Object[] called = code.frame(FunctionValue.NONE);
      for (int i = 0; i < arguments.length; i++) {
        called[ARGUMENTS + i] = arguments[i].eval(machine, frame);
      }
      return machine.tailCall(code, called);
    }
  }

  /** A function of the SDK with all its arguments. */
  static final class CallNative extends Node {
    private final NativeFunction function;
    private final Node[] arguments;
    private final Location at;

    CallNative(NativeFunction function, Node[] arguments, Location at) {
      this.function = function;
      this.arguments = arguments;
      this.at = at;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      var values = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        values[i] = arguments[i].eval(machine, frame);
      }
      try {
        return machine.callNative(function, values);
      } catch (EvaluationException e) {
        throw e.at(at);
      }
    }
  }

  /** Whatever a value turns out to be, with arguments. */
  static final class CallValue extends Node {
    private final Node function;
    private final Node[] arguments;
    private final boolean tail;
    private final Location at;

    CallValue(Node function, Node[] arguments, boolean tail, Location at) {
      this.function = function;
      this.arguments = arguments;
      this.tail = tail;
      this.at = at;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      Object called = function.eval(machine, frame);
      var values = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        values[i] = arguments[i].eval(machine, frame);
      }
      try {
        return tail ? machine.applyInTail(called, values) : machine.apply(called, values);
      } catch (EvaluationException e) {
        throw e.at(at);
      }
    }
  }

  /** A constructor with all its arguments. */
  static final class Make extends Node {
    private final Constructors.Maker maker;
    private final Node[] arguments;

    Make(Constructors.Maker maker, Node[] arguments) {
      this.maker = maker;
      this.arguments = arguments;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      var values = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        values[i] = arguments[i].eval(machine, frame);
      }
      return maker.make(values);
    }
  }

  /** A function with fewer arguments than it takes. */
  static final class Bind extends Node {
    private final Callable callable;
    private final Node[] arguments;

    Bind(Callable callable, Node[] arguments) {
      this.callable = callable;
      this.arguments = arguments;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      var values = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        values[i] = arguments[i].eval(machine, frame);
      }
      return FunctionValue.of(machine, callable, FunctionValue.NONE, values);
    }
  }
}
