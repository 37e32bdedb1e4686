package dev.morph.builtins.elm;

import dev.morph.ir.Literal;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.types.TypeEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes into typed values what the source leaves to their types: a whole number that is a float
 * becomes one, and a let without an annotation gets the type that was found.
 */
final class Completion {
  private final TypeEnvironment environment;

  Completion(TypeEnvironment environment) {
    this.environment = environment;
  }

  ValueDefinition.Expression definition(ValueDefinition.Expression it) {
    Value body = value(it.body());
    Type found = body.attributes().inferredType();
    Type output = it.output().equals(ValueLowering.UNKNOWN) && found != null ? found : it.output();
    return new ValueDefinition.Expression(it.inputs(), output, body);
  }

  private ValueDefinition local(ValueDefinition definition) {
    return definition instanceof ValueDefinition.Expression it ? definition(it) : definition;
  }

  private Value value(Value value) {
    return switch (value) {
      case Value.Constant it ->
          new Value.Constant(it.attributes(), literal(it.attributes(), it.literal()));
      case Value.Constructor _,
          Value.Variable _,
          Value.Reference _,
          Value.FieldFunction _,
          Value.Unit _,
          Value.Hole _ ->
          value;
      case Value.Tuple it -> new Value.Tuple(it.attributes(), values(it.elements()));
      case Value.Items it -> new Value.Items(it.attributes(), values(it.items()));
      case Value.Record it -> new Value.Record(it.attributes(), fields(it.fields()));
      case Value.FieldAccess it ->
          new Value.FieldAccess(it.attributes(), value(it.target()), it.name());
      case Value.Apply it ->
          new Value.Apply(it.attributes(), value(it.function()), value(it.argument()));
      case Value.Lambda it ->
          new Value.Lambda(it.attributes(), pattern(it.parameter()), value(it.body()));
      case Value.LetDefinition it ->
          new Value.LetDefinition(
              it.attributes(), it.name(), local(it.definition()), value(it.in()));
      case Value.LetRecursion it ->
          new Value.LetRecursion(
              it.attributes(),
              it.definitions().stream()
                  .map(one -> new Value.Binding(one.name(), local(one.definition())))
                  .toList(),
              value(it.in()));
      case Value.Destructure it ->
          new Value.Destructure(
              it.attributes(), pattern(it.pattern()), value(it.value()), value(it.in()));
      case Value.IfThenElse it ->
          new Value.IfThenElse(
              it.attributes(), value(it.condition()), value(it.then()), value(it.otherwise()));
      case Value.PatternMatch it ->
          new Value.PatternMatch(
              it.attributes(),
              value(it.value()),
              it.cases().stream()
                  .map(one -> new Value.Case(pattern(one.pattern()), value(one.body())))
                  .toList());
      case Value.UpdateRecord it ->
          new Value.UpdateRecord(it.attributes(), value(it.target()), fields(it.fields()));
    };
  }

  private List<Value> values(List<Value> values) {
    return values.stream().map(this::value).toList();
  }

  private List<Value.Field> fields(List<Value.Field> fields) {
    return fields.stream().map(it -> new Value.Field(it.name(), value(it.value()))).toList();
  }

  private Pattern pattern(Pattern pattern) {
    return switch (pattern) {
      case Pattern.Wildcard _, Pattern.EmptyList _, Pattern.Unit _ -> pattern;
      case Pattern.As it -> new Pattern.As(it.attributes(), pattern(it.pattern()), it.name());
      case Pattern.Tuple it -> new Pattern.Tuple(it.attributes(), patterns(it.elements()));
      case Pattern.Constructor it ->
          new Pattern.Constructor(it.attributes(), it.name(), patterns(it.arguments()));
      case Pattern.HeadTail it ->
          new Pattern.HeadTail(it.attributes(), pattern(it.head()), pattern(it.tail()));
      case Pattern.Constant it ->
          new Pattern.Constant(it.attributes(), literal(it.attributes(), it.literal()));
    };
  }

  private List<Pattern> patterns(List<Pattern> patterns) {
    return patterns.stream().map(this::pattern).toList();
  }

  private Literal literal(ValueAttributes attributes, Literal literal) {
    return literal instanceof Literal.WholeNumber number && isFloat(attributes.inferredType())
        ? new Literal.Float(number.value())
        : literal;
  }

  private boolean isFloat(@Nullable Type type) {
    return type != null
        && environment.expand(type) instanceof Type.Reference it
        && it.name().equals(SdkModules.FLOAT);
  }
}
