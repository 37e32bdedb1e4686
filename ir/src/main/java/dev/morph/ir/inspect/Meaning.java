package dev.morph.ir.inspect;

import dev.morph.base.json.JsonNumber;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Constructor;
import dev.morph.ir.HoleReason;
import dev.morph.ir.Incompleteness;
import dev.morph.ir.Literal;
import dev.morph.ir.Parameter;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes nodes that are equal where they mean the same: without attributes, with numbers in one
 * spelling, and with fields, constructors and recursive lets in the order of their names.
 *
 * <p>One case for each node: long, as the model is.
 */
final class Meaning {
  private static final TypeAttributes PLAIN = TypeAttributes.NONE;
  private static final ValueAttributes NONE = ValueAttributes.NONE;

  private Meaning() {}

  static TypeDefinition of(TypeDefinition definition) {
    return switch (definition) {
      case TypeDefinition.Alias it -> new TypeDefinition.Alias(it.parameters(), of(it.type()));
      case TypeDefinition.Custom it ->
          new TypeDefinition.Custom(
              it.parameters(),
              new AccessControlled<>(
                  it.constructors().access(), constructors(it.constructors().value())));
      case TypeDefinition.Incomplete it ->
          new TypeDefinition.Incomplete(
              it.parameters(), of(it.incompleteness()), optional(it.partial()));
    };
  }

  static TypeSpecification of(TypeSpecification specification) {
    return switch (specification) {
      case TypeSpecification.Alias it ->
          new TypeSpecification.Alias(it.parameters(), of(it.type()));
      case TypeSpecification.Opaque it -> it;
      case TypeSpecification.Custom it ->
          new TypeSpecification.Custom(it.parameters(), constructors(it.constructors()));
      case TypeSpecification.Derived it ->
          new TypeSpecification.Derived(
              it.parameters(), of(it.baseType()), it.fromBaseType(), it.toBaseType());
    };
  }

  private static List<Constructor> constructors(List<Constructor> constructors) {
    return constructors.stream()
        .map(one -> new Constructor(one.name(), parameters(one.parameters())))
        .sorted(Comparator.comparing(Constructor::name))
        .toList();
  }

  static List<Parameter> parameters(List<Parameter> parameters) {
    return parameters.stream().map(one -> new Parameter(one.name(), of(one.type()))).toList();
  }

  private static Incompleteness of(Incompleteness incompleteness) {
    return incompleteness instanceof Incompleteness.Hole hole
        ? new Incompleteness.Hole(of(hole.reason()))
        : incompleteness;
  }

  private static HoleReason of(HoleReason reason) {
    return reason instanceof HoleReason.TypeMismatch mismatch
        ? new HoleReason.TypeMismatch(of(mismatch.expected()), of(mismatch.found()))
        : reason;
  }

  static @Nullable Type optional(@Nullable Type type) {
    return type == null ? null : of(type);
  }

  static Type of(Type type) {
    return switch (type) {
      case Type.Variable it -> new Type.Variable(PLAIN, it.name());
      case Type.Reference it -> new Type.Reference(PLAIN, it.name(), types(it.arguments()));
      case Type.Tuple it -> new Type.Tuple(PLAIN, types(it.elements()));
      case Type.Record it -> new Type.Record(PLAIN, typeFields(it.fields()));
      case Type.ExtensibleRecord it ->
          new Type.ExtensibleRecord(PLAIN, it.variable(), typeFields(it.fields()));
      case Type.Function it -> new Type.Function(PLAIN, of(it.parameter()), of(it.result()));
      case Type.Unit _ -> new Type.Unit(PLAIN);
    };
  }

  private static List<Type> types(List<Type> types) {
    return types.stream().map(Meaning::of).toList();
  }

  private static List<Type.Field> typeFields(List<Type.Field> fields) {
    return fields.stream()
        .map(one -> new Type.Field(one.name(), of(one.type())))
        .sorted(Comparator.comparing(Type.Field::name))
        .toList();
  }

  static ValueDefinition of(ValueDefinition definition) {
    List<ValueDefinition.Input> inputs = inputs(definition.inputs());
    return switch (definition) {
      case ValueDefinition.Expression it ->
          new ValueDefinition.Expression(inputs, of(it.output()), of(it.body()));
      case ValueDefinition.Native it ->
          new ValueDefinition.Native(inputs, of(it.output()), it.hint(), it.description());
      case ValueDefinition.External it ->
          new ValueDefinition.External(
              inputs, of(it.output()), it.externals(), optional(it.body()));
      case ValueDefinition.Incomplete it ->
          new ValueDefinition.Incomplete(
              inputs, optional(it.output()), of(it.incompleteness()), optional(it.partial()));
    };
  }

  static List<ValueDefinition.Input> inputs(List<ValueDefinition.Input> inputs) {
    return inputs.stream()
        .map(one -> new ValueDefinition.Input(one.name(), null, of(one.type())))
        .toList();
  }

  private static @Nullable Value optional(@Nullable Value value) {
    return value == null ? null : of(value);
  }

  static Value of(Value value) {
    return switch (value) {
      case Value.Constant it -> new Value.Constant(NONE, of(it.literal()));
      case Value.Constructor it -> new Value.Constructor(NONE, it.name());
      case Value.Tuple it -> new Value.Tuple(NONE, values(it.elements()));
      case Value.Items it -> new Value.Items(NONE, values(it.items()));
      case Value.Record it -> new Value.Record(NONE, fields(it.fields()));
      case Value.Variable it -> new Value.Variable(NONE, it.name());
      case Value.Reference it -> new Value.Reference(NONE, it.name());
      case Value.FieldAccess it -> new Value.FieldAccess(NONE, of(it.target()), it.name());
      case Value.FieldFunction it -> new Value.FieldFunction(NONE, it.name());
      case Value.Apply it -> new Value.Apply(NONE, of(it.function()), of(it.argument()));
      case Value.Lambda it -> new Value.Lambda(NONE, of(it.parameter()), of(it.body()));
      case Value.LetDefinition it ->
          new Value.LetDefinition(NONE, it.name(), of(it.definition()), of(it.in()));
      case Value.LetRecursion it ->
          new Value.LetRecursion(
              NONE,
              it.definitions().stream()
                  .map(one -> new Value.Binding(one.name(), of(one.definition())))
                  .sorted(Comparator.comparing(Value.Binding::name))
                  .toList(),
              of(it.in()));
      case Value.Destructure it ->
          new Value.Destructure(NONE, of(it.pattern()), of(it.value()), of(it.in()));
      case Value.IfThenElse it ->
          new Value.IfThenElse(NONE, of(it.condition()), of(it.then()), of(it.otherwise()));
      case Value.PatternMatch it ->
          new Value.PatternMatch(
              NONE,
              of(it.value()),
              it.cases().stream()
                  .map(one -> new Value.Case(of(one.pattern()), of(one.body())))
                  .toList());
      case Value.UpdateRecord it ->
          new Value.UpdateRecord(NONE, of(it.target()), fields(it.fields()));
      case Value.Unit _ -> new Value.Unit(NONE);
      case Value.Hole it -> new Value.Hole(NONE, of(it.reason()), optional(it.expectedType()));
    };
  }

  private static List<Value> values(List<Value> values) {
    return values.stream().map(Meaning::of).toList();
  }

  private static List<Value.Field> fields(List<Value.Field> fields) {
    return fields.stream()
        .map(one -> new Value.Field(one.name(), of(one.value())))
        .sorted(Comparator.comparing(Value.Field::name))
        .toList();
  }

  private static Pattern of(Pattern pattern) {
    return switch (pattern) {
      case Pattern.Wildcard _ -> new Pattern.Wildcard(NONE);
      case Pattern.As it -> new Pattern.As(NONE, of(it.pattern()), it.name());
      case Pattern.Tuple it -> new Pattern.Tuple(NONE, patterns(it.elements()));
      case Pattern.Constructor it ->
          new Pattern.Constructor(NONE, it.name(), patterns(it.arguments()));
      case Pattern.EmptyList _ -> new Pattern.EmptyList(NONE);
      case Pattern.HeadTail it -> new Pattern.HeadTail(NONE, of(it.head()), of(it.tail()));
      case Pattern.Constant it -> new Pattern.Constant(NONE, of(it.literal()));
      case Pattern.Unit _ -> new Pattern.Unit(NONE);
    };
  }

  private static List<Pattern> patterns(List<Pattern> patterns) {
    return patterns.stream().map(Meaning::of).toList();
  }

  private static Literal of(Literal literal) {
    return switch (literal) {
      case Literal.WholeNumber it -> new Literal.WholeNumber(plain(it.value().text()));
      case Literal.Float it -> new Literal.Float(plain(it.value().text()));
      case Literal.Decimal it -> new Literal.Decimal(plain(it.value()).text());
      case Literal.Bool _, Literal.Char _, Literal.Text _, Literal.Document _ -> literal;
    };
  }

  /** {@code 1}, {@code 1.0} and {@code 10e-1} are one number. */
  private static JsonNumber plain(String text) {
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    return new JsonNumber(number.signum() == 0 ? "0" : number.toString());
  }
}
