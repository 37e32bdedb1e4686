package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.Value;
import dev.morph.ir.evaluate.Scope.Binding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes code of applications: all arguments of a call at once, by what is called. */
final class CallCompiler {
  private final Compiler compiler;

  CallCompiler(Compiler compiler) {
    this.compiler = compiler;
  }

  /** An argument with its place. */
  record Argument(Value value, Location at) {}

  /** An application; those within it in the place of the function belong to the same call. */
  Node call(Value.Apply apply, Scope scope, @Nullable Binding bound, boolean tail, Location at) {
    var arguments = new ArrayDeque<Argument>();
    Value function = apply;
    Location place = at;
    while (function instanceof Value.Apply inner) {
      arguments.addFirst(new Argument(inner.argument(), place.then("argument")));
      function = inner.function();
      place = place.then("function");
    }
    return call(function, List.copyOf(arguments), scope, bound, tail, place);
  }

  /**
   * A call, or a mention if there are no arguments.
   *
   * @param at the place of the function
   */
  Node call(
      Value function,
      List<Argument> arguments,
      Scope scope,
      @Nullable Binding bound,
      boolean tail,
      Location at) {
    Callable callable =
        switch (function) {
          case Value.Reference it -> compiler.globals().value(it.name());
          case Value.Constructor it -> compiler.globals().constructor(it.name());
          default -> null;
        };
    if (callable == null) {
      Node node = function(function, scope, bound, at);
      return arguments.isEmpty()
          ? node
          : new CallNodes.CallValue(node, nodes(arguments, scope, bound), tail, at);
    }
    if (arguments.size() == 2) {
      Boolean ends = shortCircuit(callable.name());
      if (ends != null && callable instanceof NativeFunction) {
        Node[] both = nodes(arguments, scope, bound);
        return new BindingNodes.Both(both[0], both[1], ends, callable.name(), at);
      }
    }
    int arity = callable.arity();
    if (arguments.size() < arity) {
      return new CallNodes.Bind(callable, nodes(arguments, scope, bound));
    }
    boolean whole = arguments.size() == arity;
    Node[] own = nodes(arguments.subList(0, arity), scope, bound);
    Node node = saturated(callable, own, tail && whole, at);
    return whole
        ? node
        : new CallNodes.CallValue(
            node, nodes(arguments.subList(arity, arguments.size()), scope, bound), tail, at);
  }

  private static Node saturated(Callable callable, Node[] arguments, boolean tail, Location at) {
    return switch (callable) {
      case NativeFunction function -> new CallNodes.CallNative(function, arguments, at);
      case Definition definition when arguments.length == 0 -> new CallNodes.Global(definition, at);
      case Definition definition when tail -> new CallNodes.TailCall(definition, arguments);
      case Definition definition -> new CallNodes.CallDefinition(definition, arguments, at);
      case Constructors.Maker maker when arguments.length == 0 ->
          new DataNodes.Known(maker.make(FunctionValue.NONE));
      case Constructors.Maker maker -> new CallNodes.Make(maker, arguments);
      default -> throw new IllegalStateException("cannot be mentioned: " + callable.name());
    };
  }

  /** The value with which one argument decides the call of and, or; null for other functions. */
  private static @Nullable Boolean shortCircuit(FQName name) {
    if (!name.module().toString().equals("basics")) {
      return null;
    }
    return switch (name.local().text()) {
      case "and" -> false;
      case "or" -> true;
      default -> null;
    };
  }

  private Node function(Value function, Scope scope, @Nullable Binding bound, Location at) {
    return switch (function) {
      case Value.Reference it ->
          new DataNodes.Fail(
              at, EvaluationError.REFERENCE_NOT_FOUND, compiler.globals().missing(it.name()));
      case Value.Constructor it ->
          new DataNodes.Fail(
              at, EvaluationError.CONSTRUCTOR_NOT_FOUND, "there is no constructor " + it.name());
      default -> compiler.value(function, scope, bound, false, at);
    };
  }

  private Node[] nodes(List<Argument> arguments, Scope scope, @Nullable Binding bound) {
    List<Node> nodes = new ArrayList<>();
    for (Argument argument : arguments) {
      nodes.add(compiler.value(argument.value, scope, bound, false, argument.at));
    }
    return nodes.toArray(Node[]::new);
  }
}
