package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.evaluate.Scope.Variable;

/** Nodes that bind and read variables, and those that choose. */
final class BindingNodes {
  private BindingNodes() {}

  /** A variable of the function's own frame. */
  static final class LocalVariable extends Node {
    private final int slot;

    LocalVariable(int slot) {
      this.slot = slot;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      return frame[slot];
    }
  }

  /** A variable that the function took along. */
  static final class CapturedVariable extends Node {
    private final int index;

    CapturedVariable(int index) {
      this.index = index;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      return ((Object[]) frame[CAPTURED])[index];
    }
  }

  /** A variable of a recursive let that is no function. */
  static final class LazyVariable extends Node {
    private final Variable variable;

    LazyVariable(Variable variable) {
      this.variable = variable;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      return ((LazyValue) variable.load(frame)).force(machine);
    }
  }

  /** A function with what it takes along. */
  static final class MakeClosure extends Node {
    private final Code code;
    private final Variable[] sources;

    MakeClosure(Code code, Variable[] sources) {
      this.code = code;
      this.sources = sources;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      var captured = new Object[sources.length];
      load(sources, frame, captured);
      return FunctionValue.of(machine, code, captured, FunctionValue.NONE);
    }
  }

  private static void load(Variable[] sources, Object[] frame, Object[] captured) {
    for (int i = 0; i < sources.length; i++) {
      captured[i] = sources[i].load(frame);
    }
  }

  /** A value with a name. */
  static final class Let extends Node {
    private final int slot;
    private final Node value;
    private final Node in;

    Let(int slot, Node value, Node in) {
      this.slot = slot;
      this.value = value;
      this.in = in;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      frame[slot] = value.eval(machine, frame);
      return in.eval(machine, frame);
    }
  }

  /** Functions and values that may use one another. */
  static final class LetRecursion extends Node {
    private final int[] slots;
    private final Code[] codes;
    private final Variable[][] sources;
    private final Location[] places;
    private final Node in;

    LetRecursion(int[] slots, Code[] codes, Variable[][] sources, Location[] places, Node in) {
      this.slots = slots;
      this.codes = codes;
      this.sources = sources;
      this.places = places;
      this.in = in;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      var captured = new Object[slots.length][];
      for (int i = 0; i < slots.length; i++) {
        captured[i] = new Object[sources[i].length];
        frame[slots[i]] =
            codes[i].arity() == 0
                ? new LazyValue(codes[i], captured[i], places[i])
                : FunctionValue.of(machine, codes[i], captured[i], FunctionValue.NONE);
      }
      for (int i = 0; i < slots.length; i++) {
        load(sources[i], frame, captured[i]);
      }
      for (int slot : slots) {
        if (frame[slot] instanceof LazyValue lazy) {
          lazy.force(machine);
        }
      }
      return in.eval(machine, frame);
    }
  }

  /** A value that is taken apart. */
  static final class Destructure extends Node {
    private final Node value;
    private final Matcher matcher;
    private final Node in;
    private final EvaluationError error;
    private final Location at;

    Destructure(Node value, Matcher matcher, Node in, EvaluationError error, Location at) {
      this.value = value;
      this.matcher = matcher;
      this.in = in;
      this.error = error;
      this.at = at;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      Object taken = value.eval(machine, frame);
      if (!matcher.matches(taken, frame)) {
        throw at.fault(error, "the pattern does not match " + ValueText.of(taken));
      }
      return in.eval(machine, frame);
    }
  }

  /** A choice by patterns. */
  static final class Match extends Node {
    private final Node value;
    private final Matcher[] matchers;
    private final Node[] bodies;
    private final Location at;

    Match(Node value, Matcher[] matchers, Node[] bodies, Location at) {
      this.value = value;
      this.matchers = matchers;
      this.bodies = bodies;
      this.at = at;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      Object taken = value.eval(machine, frame);
      for (int i = 0; i < matchers.length; i++) {
        if (matchers[i].matches(taken, frame)) {
          return bodies[i].eval(machine, frame);
        }
      }
      throw at.fault(
          EvaluationError.NO_PATTERNS_MATCH,
          "none of the " + matchers.length + " patterns matches " + ValueText.of(taken));
    }
  }

  /** A choice by a truth value. */
  static final class If extends Node {
    private final Node condition;
    private final Node then;
    private final Node otherwise;
    private final Location at;

    If(Node condition, Node then, Node otherwise, Location at) {
      this.condition = condition;
      this.then = then;
      this.otherwise = otherwise;
      this.at = at;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      Object truth = condition.eval(machine, frame);
      if (!(truth instanceof Boolean holds)) {
        throw at.then("condition")
            .fault(
                EvaluationError.CONDITION_NOT_BOOL,
                "a condition is True or False, not " + ValueText.of(truth));
      }
      return holds ? then.eval(machine, frame) : otherwise.eval(machine, frame);
    }
  }

  /** The call of and, or: the second argument is evaluated only if the first does not decide. */
  static final class Both extends Node {
    private final Node first;
    private final Node second;
    private final boolean ends;
    private final FQName name;
    private final Location at;

    Both(Node first, Node second, boolean ends, FQName name, Location at) {
      this.first = first;
      this.second = second;
      this.ends = ends;
      this.name = name;
      this.at = at;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      return truth(first.eval(machine, frame)) == ends ? ends : truth(second.eval(machine, frame));
    }

    private boolean truth(Object value) {
      if (!(value instanceof Boolean holds)) {
        throw at.fault(
            EvaluationError.NATIVE_FAILED,
            name.local() + " takes True and False, not " + ValueText.of(value));
      }
      return holds;
    }
  }
}
