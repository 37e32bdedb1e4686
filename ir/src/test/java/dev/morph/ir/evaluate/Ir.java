package dev.morph.ir.evaluate;

import dev.morph.base.json.JsonNumber;
import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Constructor;
import dev.morph.ir.Distribution;
import dev.morph.ir.Documented;
import dev.morph.ir.FQName;
import dev.morph.ir.Literal;
import dev.morph.ir.ModuleDefinition;
import dev.morph.ir.Name;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.Parameter;
import dev.morph.ir.Path;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes small distributions of one module, {@code test:m}. */
final class Ir {
  static final Path PACKAGE = new Path(List.of(new Name("test")));
  static final Path MODULE = new Path(List.of(new Name("m")));
  static final Type ANY = new Type.Variable(TypeAttributes.NONE, new Name("a"));
  private static final ValueAttributes NO = ValueAttributes.NONE;

  private final Map<Name, AccessControlled<Documented<TypeDefinition>>> types =
      new LinkedHashMap<>();
  private final Map<Name, AccessControlled<Documented<ValueDefinition>>> values =
      new LinkedHashMap<>();

  static FQName own(String local) {
    return new FQName(PACKAGE, MODULE, new Name(local));
  }

  static FQName sdkName(String module, String local) {
    return new FQName(
        new Path(List.of(new Name("morphir"), new Name("SDK"))),
        new Path(List.of(new Name(module))),
        new Name(local));
  }

  /** A definition whose parameters and result may be anything. */
  Ir define(String name, List<String> inputs, Value body) {
    return define(name, definition(inputs, body));
  }

  Ir define(String name, ValueDefinition definition) {
    values.put(
        new Name(name), new AccessControlled<>(Access.PUBLIC, new Documented<>("", definition)));
    return this;
  }

  /** A custom type; constructors with their numbers of arguments. */
  Ir custom(String name, Map<String, Integer> constructors) {
    List<Constructor> all = new ArrayList<>();
    constructors.forEach((constructor, arity) -> {
      List<Parameter> parameters = new ArrayList<>();
      for (int i = 0; i < arity; i++) {
        parameters.add(new Parameter(new Name("arg" + i), ANY));
      }
      all.add(new Constructor(new Name(constructor), parameters));
    });
    return type(
        name,
        new TypeDefinition.Custom(
            List.of(new Name("a")), new AccessControlled<>(Access.PUBLIC, all)));
  }

  Ir type(String name, TypeDefinition definition) {
    types.put(
        new Name(name), new AccessControlled<>(Access.PUBLIC, new Documented<>("", definition)));
    return this;
  }

  Distribution distribution() {
    var module = new ModuleDefinition(types, values, null, null);
    var definition =
        new PackageDefinition(Map.of(MODULE, new AccessControlled<>(Access.PUBLIC, module)));
    return new Distribution.Library(PACKAGE, Map.of(), definition);
  }

  Evaluator evaluator() {
    return Evaluator.of(distribution());
  }

  static ValueDefinition definition(List<String> inputs, Value body) {
    List<ValueDefinition.Input> all = new ArrayList<>();
    for (String input : inputs) {
      var type = new Type.Variable(TypeAttributes.NONE, new Name("t-" + input));
      all.add(new ValueDefinition.Input(new Name(input), null, type));
    }
    return new ValueDefinition.Expression(all, ANY, body);
  }

  static Value whole(long value) {
    return new Value.Constant(NO, new Literal.WholeNumber(JsonNumber.of(value)));
  }

  static Value text(String value) {
    return new Value.Constant(NO, new Literal.Text(value));
  }

  static Value bool(boolean value) {
    return new Value.Constant(NO, new Literal.Bool(value));
  }

  static Value variable(String name) {
    return new Value.Variable(NO, new Name(name));
  }

  static Value ref(String local) {
    return new Value.Reference(NO, own(local));
  }

  static Value sdk(String module, String local) {
    return new Value.Reference(NO, sdkName(module, local));
  }

  static Value constructor(String local) {
    return new Value.Constructor(NO, own(local));
  }

  static Value apply(Value function, Value... arguments) {
    Value value = function;
    for (Value argument : arguments) {
      value = new Value.Apply(NO, value, argument);
    }
    return value;
  }

  static Value basics(String local, Value... arguments) {
    return apply(sdk("basics", local), arguments);
  }

  static Value lambda(String parameter, Value body) {
    return new Value.Lambda(NO, named(parameter), body);
  }

  static Value lambda(Pattern parameter, Value body) {
    return new Value.Lambda(NO, parameter, body);
  }

  static Pattern named(String name) {
    return new Pattern.As(NO, new Pattern.Wildcard(NO), new Name(name));
  }

  static Pattern is(long value) {
    return new Pattern.Constant(NO, new Literal.WholeNumber(JsonNumber.of(value)));
  }

  static Value let(String name, Value value, Value in) {
    return new Value.LetDefinition(NO, new Name(name), definition(List.of(), value), in);
  }

  static Value letRec(Map<String, ValueDefinition> definitions, Value in) {
    List<Value.Binding> bindings = new ArrayList<>();
    definitions.forEach((name, value) -> bindings.add(new Value.Binding(new Name(name), value)));
    return new Value.LetRecursion(NO, bindings, in);
  }

  static Value ifThenElse(Value condition, Value then, Value otherwise) {
    return new Value.IfThenElse(NO, condition, then, otherwise);
  }

  static Value match(Value value, Value.Case... cases) {
    return new Value.PatternMatch(NO, value, List.of(cases));
  }

  static Value.Case when(Pattern pattern, Value body) {
    return new Value.Case(pattern, body);
  }

  static Value record(Map<String, Value> fields) {
    return new Value.Record(NO, fields(fields));
  }

  static List<Value.Field> fields(Map<String, Value> fields) {
    List<Value.Field> all = new ArrayList<>();
    fields.forEach((name, value) -> all.add(new Value.Field(new Name(name), value)));
    return all;
  }

  static Value field(Value target, String name) {
    return new Value.FieldAccess(NO, target, new Name(name));
  }

  static Value items(Value... items) {
    return new Value.Items(NO, List.of(items));
  }

  static Value pair(Value first, Value second) {
    return new Value.Tuple(NO, List.of(first, second));
  }
}
