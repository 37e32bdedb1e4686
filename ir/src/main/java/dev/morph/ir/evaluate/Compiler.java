package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.Value;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.evaluate.Scope.Binding;
import dev.morph.ir.evaluate.Scope.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes code of definitions. What a name means is looked up once, here; what has no meaning becomes
 * a node that fails when it is reached.
 */
final class Compiler {
  private final Globals globals;
  private final CallCompiler calls = new CallCompiler(this);

  Compiler(Globals globals) {
    this.globals = globals;
  }

  Globals globals() {
    return globals;
  }

  /** How many arguments a definition takes at once: its parameters and those of its lambdas. */
  static int arity(ValueDefinition definition) {
    return definition.inputs().size() + Math.max(0, lambdas(body(definition)));
  }

  private static int lambdas(@Nullable Value body) {
    int lambdas = 0;
    while (body instanceof Value.Lambda lambda) {
      lambdas++;
      body = lambda.body();
    }
    return lambdas;
  }

  static @Nullable Value body(ValueDefinition definition) {
    return switch (definition) {
      case ValueDefinition.Expression it -> it.body();
      case ValueDefinition.External it -> it.body();
      case ValueDefinition.Native it -> null;
      case ValueDefinition.Incomplete it -> null;
    };
  }

  /** The code of a definition of a module. */
  Code definition(FQName name, ValueDefinition definition) {
    return function(Scope.of(name), definition, Location.BODY, true);
  }

  private Code function(
      Scope scope, ValueDefinition definition, Location location, boolean traced) {
    var function = new Function(scope);
    for (ValueDefinition.Input input : definition.inputs()) {
      function.parameter(input.name());
    }
    Value body = body(definition);
    Node node =
        body == null
            ? new DataNodes.Fail(location, EvaluationError.NOT_IMPLEMENTED, missing(definition))
            : function.body(body, location);
    return new Code(scope.definition(), function.arity, traced)
        .with(node, scope.slots(), scope.deepest());
  }

  private static String missing(ValueDefinition definition) {
    return switch (definition) {
      case ValueDefinition.Native it ->
          "the definition is native: each platform brings it, and this one does not have it";
      case ValueDefinition.External it ->
          "the definition is external: only these platforms have it: "
              + it.externals().stream().map(ValueDefinition.ExternalName::platform).toList();
      default -> "the definition is incomplete";
    };
  }

  /** Compiles a value. */
  Node value(Value value, Scope scope, @Nullable Binding bound, boolean tail, Location at) {
    scope.enter();
    Node node = node(value, scope, bound, tail, at);
    scope.leave();
    return node;
  }

  private Node node(Value value, Scope scope, @Nullable Binding bound, boolean tail, Location at) {
    return switch (value) {
      case Value.Constant it -> Literals.node(it, at);
      case Value.Unit it -> new DataNodes.Known(dev.morph.morphir.sdk.Unit.UNIT);
      case Value.Variable it -> variable(it.name(), scope, bound, at);
      case Value.Constructor it -> calls.call(it, List.of(), scope, bound, tail, at);
      case Value.Reference it -> calls.call(it, List.of(), scope, bound, tail, at);
      case Value.Apply it -> calls.call(it, scope, bound, tail, at);
      case Value.FieldFunction it ->
          new CallNodes.Bind(new FieldFunction(scope.definition(), it.name(), at), new Node[0]);
      case Value.FieldAccess it ->
          new DataNodes.FieldOf(
              value(it.target(), scope, bound, false, at.then("target")),
              new FieldFunction(scope.definition(), it.name(), at));
      case Value.Tuple it -> tuple(it, scope, bound, at);
      case Value.Items it -> new DataNodes.Items(all(it.items(), scope, bound, at.then("items")));
      case Value.Record it ->
          new DataNodes.MakeRecord(names(it.fields()), fields(it.fields(), scope, bound, at));
      case Value.UpdateRecord it ->
          new DataNodes.Update(
              value(it.target(), scope, bound, false, at.then("target")),
              names(it.fields()),
              fields(it.fields(), scope, bound, at),
              at);
      case Value.Lambda it -> closure(lambda(it, scope.inner(bound), at));
      case Value.LetDefinition it -> let(it, scope, bound, tail, at);
      case Value.LetRecursion it -> recursiveLet(it, scope, bound, tail, at);
      case Value.Destructure it -> destructure(it, scope, bound, tail, at);
      case Value.IfThenElse it ->
          new BindingNodes.If(
              value(it.condition(), scope, bound, false, at.then("condition")),
              value(it.then(), scope, bound, tail, at.then("then")),
              value(it.otherwise(), scope, bound, tail, at.then("otherwise")),
              at);
      case Value.PatternMatch it -> match(it, scope, bound, tail, at);
      case Value.Hole it ->
          new DataNodes.Fail(
              at, EvaluationError.NOT_IMPLEMENTED, "here is a hole: " + Literals.reason(it));
    };
  }

  Node[] all(List<Value> values, Scope scope, @Nullable Binding bound, Location at) {
    var nodes = new Node[values.size()];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = value(values.get(i), scope, bound, false, at.then(Integer.toString(i)));
    }
    return nodes;
  }

  private Node tuple(Value.Tuple tuple, Scope scope, @Nullable Binding bound, Location at) {
    if (tuple.elements().size() < 2) {
      return new DataNodes.Fail(
          at, EvaluationError.SIZE_MISMATCH, "a tuple has two elements or more");
    }
    return new DataNodes.MakeTuple(all(tuple.elements(), scope, bound, at.then("elements")));
  }

  private static Name[] names(List<Value.Field> fields) {
    return fields.stream().map(Value.Field::name).toArray(Name[]::new);
  }

  private Node[] fields(
      List<Value.Field> fields, Scope scope, @Nullable Binding bound, Location at) {
    var nodes = new Node[fields.size()];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = value(fields.get(i).value(), scope, bound, false, at.then("fields", i));
    }
    return nodes;
  }

  private Node variable(Name name, Scope scope, @Nullable Binding bound, Location at) {
    Variable variable = scope.find(name, bound);
    if (variable == null) {
      return new DataNodes.Fail(
          at, EvaluationError.VARIABLE_NOT_FOUND, "nothing binds " + name.camelCase());
    }
    if (variable.lazy()) {
      return new BindingNodes.LazyVariable(variable);
    }
    return variable.captured()
        ? new BindingNodes.CapturedVariable(variable.index())
        : new BindingNodes.LocalVariable(variable.index());
  }

  private record Captured(Code code, List<Variable> sources) {}

  private static Node closure(Captured made) {
    return new BindingNodes.MakeClosure(made.code, made.sources.toArray(Variable[]::new));
  }

  private Captured lambda(Value.Lambda lambda, Scope inner, Location at) {
    var function = new Function(inner);
    Node body = function.body(lambda, at);
    Code code = new Code(inner.definition(), function.arity, false);
    return new Captured(code.with(body, inner.slots(), inner.deepest()), inner.captured());
  }

  private Captured local(ValueDefinition definition, Scope inner, Location at) {
    Code code = function(inner, definition, at.then("definition").then("body"), false);
    return new Captured(code, inner.captured());
  }

  private Node let(
      Value.LetDefinition let, Scope scope, @Nullable Binding bound, boolean tail, Location at) {
    Value body = body(let.definition());
    Node value;
    if (let.definition().inputs().isEmpty() && body != null) {
      value = value(body, scope, bound, false, at.then("definition").then("body"));
    } else {
      Captured made = local(let.definition(), scope.inner(bound), at);
      value = made.code.arity() == 0 ? made.code.body() : closure(made);
    }
    int slot = scope.newSlot();
    var inner = new Binding(let.name(), slot, false, bound);
    return new BindingNodes.Let(slot, value, value(let.in(), scope, inner, tail, at.then("in")));
  }

  private Node recursiveLet(
      Value.LetRecursion let, Scope scope, @Nullable Binding bound, boolean tail, Location at) {
    Binding inner = bound;
    int[] slots = new int[let.definitions().size()];
    for (int i = 0; i < slots.length; i++) {
      Value.Binding one = let.definitions().get(i);
      slots[i] = scope.newSlot();
      inner = new Binding(one.name(), slots[i], arity(one.definition()) == 0, inner);
    }
    var codes = new Code[slots.length];
    var sources = new Variable[slots.length][];
    var places = new Location[slots.length];
    for (int i = 0; i < slots.length; i++) {
      places[i] = at.then("definitions", i);
      Captured made = local(let.definitions().get(i).definition(), scope.inner(inner), places[i]);
      codes[i] = made.code;
      sources[i] = made.sources.toArray(Variable[]::new);
    }
    Node in = value(let.in(), scope, inner, tail, at.then("in"));
    return new BindingNodes.LetRecursion(slots, codes, sources, places, in);
  }

  private Node destructure(
      Value.Destructure value, Scope scope, @Nullable Binding bound, boolean tail, Location at) {
    Node taken = value(value.value(), scope, bound, false, at.then("value"));
    var patterns = new PatternCompiler(globals, scope, bound);
    Matcher matcher = patterns.matcher(value.pattern(), at.then("pattern"));
    Node in = value(value.in(), scope, patterns.bound(), tail, at.then("in"));
    return new BindingNodes.Destructure(
        taken, matcher, in, EvaluationError.BIND_PATTERN_DID_NOT_MATCH, at);
  }

  private Node match(
      Value.PatternMatch match, Scope scope, @Nullable Binding bound, boolean tail, Location at) {
    Node value = value(match.value(), scope, bound, false, at.then("value"));
    var matchers = new Matcher[match.cases().size()];
    var bodies = new Node[matchers.length];
    for (int i = 0; i < matchers.length; i++) {
      Value.Case one = match.cases().get(i);
      Location place = at.then("cases", i);
      var patterns = new PatternCompiler(globals, scope, bound);
      matchers[i] = patterns.matcher(one.pattern(), place.then("pattern"));
      bodies[i] = value(one.body(), scope, patterns.bound(), tail, place.then("body"));
    }
    return new BindingNodes.Match(value, matchers, bodies, at);
  }

  /**
   * Collects the parameters of a function: its own, then those of the lambdas that it begins with.
   */
  private final class Function {
    private final Scope scope;
    private final List<Parameter> parameters = new ArrayList<>();
    private @Nullable Binding bound;
    private int arity;

    Function(Scope scope) {
      this.scope = scope;
    }

    void parameter(Name name) {
      bound = new Binding(name, scope.newSlot(), false, bound);
      arity++;
    }

    Node body(Value value, Location location) {
      Value body = value;
      Location at = location;
      while (body instanceof Value.Lambda lambda) {
        parameters.add(new Parameter(lambda.parameter(), scope.newSlot(), at));
        arity++;
        body = lambda.body();
        at = at.then("body");
      }
      return taken(0, body, at);
    }

    /** Each parameter is bound or taken apart, the first one first; then comes the body. */
    private Node taken(int index, Value body, Location at) {
      if (index == parameters.size()) {
        return value(body, scope, bound, true, at);
      }
      Parameter parameter = parameters.get(index);
      Name name = PatternCompiler.nameOf(parameter.pattern);
      if (name != null) {
        bound = new Binding(name, parameter.slot, false, bound);
        return taken(index + 1, body, at);
      }
      var compiled = new PatternCompiler(globals, scope, bound);
      Matcher matcher = compiled.matcher(parameter.pattern, parameter.place.then("parameter"));
      bound = compiled.bound();
      return new BindingNodes.Destructure(
          new BindingNodes.LocalVariable(parameter.slot),
          matcher,
          taken(index + 1, body, at),
          EvaluationError.LAMBDA_ARGUMENT_DID_NOT_MATCH,
          parameter.place);
    }
  }

  private record Parameter(Pattern pattern, int slot, Location place) {}
}
