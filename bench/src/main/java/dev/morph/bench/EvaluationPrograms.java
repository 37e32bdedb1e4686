package dev.morph.bench;

import dev.morph.base.json.JsonNumber;
import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Distribution;
import dev.morph.ir.Documented;
import dev.morph.ir.FQName;
import dev.morph.ir.Literal;
import dev.morph.ir.ModuleDefinition;
import dev.morph.ir.Name;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.Path;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Small programs of the IR: calls, a loop, a closure over a list, and a choice by patterns. */
final class EvaluationPrograms {
  private static final ValueAttributes NO = ValueAttributes.NONE;
  private static final Path PACKAGE = new Path(List.of(new Name("bench")));
  private static final Path MODULE = new Path(List.of(new Name("m")));

  private static final Type INT =
      new Type.Reference(
          TypeAttributes.NONE,
          Objects.requireNonNull(FQName.parse("morphir/SDK:basics#int")),
          List.of());

  private final Map<Name, AccessControlled<Documented<ValueDefinition>>> values =
      new LinkedHashMap<>();

  private EvaluationPrograms() {}

  static FQName name(String local) {
    return new FQName(PACKAGE, MODULE, new Name(local));
  }

  static Distribution distribution() {
    var programs = new EvaluationPrograms();
    programs.define(
        "fibonacci",
        List.of("n"),
        choose(
            basics("less-than", variable("n"), whole(2)),
            variable("n"),
            basics("add", fibonacci(1), fibonacci(2))));
    Value step =
        apply(
            reference("loop"),
            basics("subtract", variable("n"), whole(1)),
            basics("add", variable("sum"), variable("n")));
    programs.define(
        "loop",
        List.of("n", "sum"),
        choose(basics("equal", variable("n"), whole(0)), variable("sum"), step));
    Value add =
        lambda(
            "x",
            lambda(
                "sum",
                basics("add", variable("sum"), basics("multiply", variable("x"), variable("k")))));
    programs.define(
        "fold",
        List.of("n", "k"),
        apply(
            sdk("list", "foldl"),
            add,
            whole(0),
            apply(sdk("list", "range"), whole(1), variable("n"))));
    programs.define("match", List.of("n"), matching());
    return programs.library();
  }

  private static Value fibonacci(long less) {
    return apply(reference("fibonacci"), basics("subtract", variable("n"), whole(less)));
  }

  private static Value matching() {
    List<Value.Case> cases = new ArrayList<>();
    cases.add(new Value.Case(constant(0), whole(0)));
    Value next = apply(reference("match"), basics("subtract", variable("m"), whole(1)));
    var named = new Pattern.As(NO, new Pattern.Wildcard(NO), new Name("m"));
    cases.add(new Value.Case(named, next));
    return new Value.PatternMatch(NO, variable("n"), cases);
  }

  private void define(String name, List<String> inputs, Value body) {
    List<ValueDefinition.Input> all =
        inputs.stream()
            .map(input -> new ValueDefinition.Input(new Name(input), null, INT))
            .toList();
    ValueDefinition definition = new ValueDefinition.Expression(all, INT, body);
    values.put(
        new Name(name), new AccessControlled<>(Access.PUBLIC, new Documented<>("", definition)));
  }

  private Distribution library() {
    var module = new ModuleDefinition(Map.of(), values, null, null);
    var modules = Map.of(MODULE, new AccessControlled<>(Access.PUBLIC, module));
    return new Distribution.Library(PACKAGE, Map.of(), new PackageDefinition(modules));
  }

  private static Value whole(long value) {
    return new Value.Constant(NO, new Literal.WholeNumber(JsonNumber.of(value)));
  }

  private static Pattern constant(long value) {
    return new Pattern.Constant(NO, new Literal.WholeNumber(JsonNumber.of(value)));
  }

  private static Value variable(String name) {
    return new Value.Variable(NO, new Name(name));
  }

  private static Value reference(String local) {
    return new Value.Reference(NO, name(local));
  }

  private static Value sdk(String module, String local) {
    var sdk = new Path(List.of(new Name("morphir"), new Name("SDK")));
    return new Value.Reference(
        NO, new FQName(sdk, new Path(List.of(new Name(module))), new Name(local)));
  }

  private static Value basics(String local, Value... arguments) {
    return apply(sdk("basics", local), arguments);
  }

  private static Value apply(Value function, Value... arguments) {
    Value value = function;
    for (Value argument : arguments) {
      value = new Value.Apply(NO, value, argument);
    }
    return value;
  }

  private static Value lambda(String parameter, Value body) {
    var pattern = new Pattern.As(NO, new Pattern.Wildcard(NO), new Name(parameter));
    return new Value.Lambda(NO, pattern, body);
  }

  private static Value choose(Value condition, Value then, Value otherwise) {
    return new Value.IfThenElse(NO, condition, then, otherwise);
  }
}
