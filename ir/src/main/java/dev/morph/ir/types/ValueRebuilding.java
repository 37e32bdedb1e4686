package dev.morph.ir.types;

import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a definition anew with types on all its nodes, which come in the order in which {@link
 * ValueTyping} found their terms. Not safe for several threads.
 */
final class ValueRebuilding {
  private final Iterator<Term> terms;
  private final Function<Term, @Nullable Type> types;

  /**
   * @param types the type of a term; null where there is none to write
   */
  ValueRebuilding(List<Term> terms, Function<Term, @Nullable Type> types) {
    this.terms = terms.iterator();
    this.types = types;
  }

  ValueDefinition.Expression expression(ValueDefinition.Expression it) {
    return new ValueDefinition.Expression(inputs(it.inputs()), it.output(), value(it.body()));
  }

  private ValueDefinition definition(ValueDefinition definition) {
    return switch (definition) {
      case ValueDefinition.Expression it -> expression(it);
      case ValueDefinition.Native it ->
          new ValueDefinition.Native(inputs(it.inputs()), it.output(), it.hint(), it.description());
      case ValueDefinition.External it ->
          new ValueDefinition.External(
              inputs(it.inputs()), it.output(), it.externals(), optional(it.body()));
      case ValueDefinition.Incomplete it ->
          new ValueDefinition.Incomplete(
              inputs(it.inputs()), it.output(), it.incompleteness(), optional(it.partial()));
    };
  }

  private @Nullable Value optional(@Nullable Value value) {
    return value == null ? null : value(value);
  }

  private List<ValueDefinition.Input> inputs(List<ValueDefinition.Input> inputs) {
    List<ValueDefinition.Input> typed = new ArrayList<>(inputs.size());
    for (ValueDefinition.Input input : inputs) {
      typed.add(new ValueDefinition.Input(input.name(), types.apply(terms.next()), input.type()));
    }
    return typed;
  }

  private ValueAttributes attributes(ValueAttributes attributes) {
    return new ValueAttributes(types.apply(terms.next()), attributes.others());
  }

  Value value(Value value) {
    ValueAttributes at = attributes(value.attributes());
    return switch (value) {
      case Value.Constant it -> new Value.Constant(at, it.literal());
      case Value.Constructor it -> new Value.Constructor(at, it.name());
      case Value.Tuple it -> new Value.Tuple(at, values(it.elements()));
      case Value.Items it -> new Value.Items(at, values(it.items()));
      case Value.Record it -> new Value.Record(at, fields(it.fields()));
      case Value.Variable it -> new Value.Variable(at, it.name());
      case Value.Reference it -> new Value.Reference(at, it.name());
      case Value.FieldAccess it -> new Value.FieldAccess(at, value(it.target()), it.name());
      case Value.FieldFunction it -> new Value.FieldFunction(at, it.name());
      case Value.Apply it -> {
        Value function = value(it.function());
        yield new Value.Apply(at, function, value(it.argument()));
      }
      case Value.Lambda it -> {
        Pattern parameter = pattern(it.parameter());
        yield new Value.Lambda(at, parameter, value(it.body()));
      }
      case Value.LetDefinition it -> {
        ValueDefinition definition = definition(it.definition());
        yield new Value.LetDefinition(at, it.name(), definition, value(it.in()));
      }
      case Value.LetRecursion it -> {
        List<Value.Binding> definitions = new ArrayList<>(it.definitions().size());
        for (Value.Binding one : it.definitions()) {
          definitions.add(new Value.Binding(one.name(), definition(one.definition())));
        }
        yield new Value.LetRecursion(at, definitions, value(it.in()));
      }
      case Value.Destructure it -> {
        Pattern pattern = pattern(it.pattern());
        Value subject = value(it.value());
        yield new Value.Destructure(at, pattern, subject, value(it.in()));
      }
      case Value.IfThenElse it -> {
        Value condition = value(it.condition());
        Value then = value(it.then());
        yield new Value.IfThenElse(at, condition, then, value(it.otherwise()));
      }
      case Value.PatternMatch it -> match(at, it);
      case Value.UpdateRecord it -> {
        Value target = value(it.target());
        yield new Value.UpdateRecord(at, target, fields(it.fields()));
      }
      case Value.Unit _ -> new Value.Unit(at);
      case Value.Hole it -> new Value.Hole(at, it.reason(), it.expectedType());
    };
  }

  private Value match(ValueAttributes at, Value.PatternMatch it) {
    Value subject = value(it.value());
    List<Value.Case> cases = new ArrayList<>(it.cases().size());
    for (Value.Case one : it.cases()) {
      Pattern pattern = pattern(one.pattern());
      cases.add(new Value.Case(pattern, value(one.body())));
    }
    return new Value.PatternMatch(at, subject, cases);
  }

  private List<Value> values(List<Value> values) {
    List<Value> typed = new ArrayList<>(values.size());
    for (Value value : values) {
      typed.add(value(value));
    }
    return typed;
  }

  private List<Value.Field> fields(List<Value.Field> fields) {
    List<Value.Field> typed = new ArrayList<>(fields.size());
    for (Value.Field field : fields) {
      typed.add(new Value.Field(field.name(), value(field.value())));
    }
    return typed;
  }

  private Pattern pattern(Pattern pattern) {
    ValueAttributes at = attributes(pattern.attributes());
    return switch (pattern) {
      case Pattern.Wildcard _ -> new Pattern.Wildcard(at);
      case Pattern.As it -> new Pattern.As(at, pattern(it.pattern()), it.name());
      case Pattern.Tuple it -> new Pattern.Tuple(at, patterns(it.elements()));
      case Pattern.Constructor it ->
          new Pattern.Constructor(at, it.name(), patterns(it.arguments()));
      case Pattern.EmptyList _ -> new Pattern.EmptyList(at);
      case Pattern.HeadTail it -> {
        Pattern head = pattern(it.head());
        yield new Pattern.HeadTail(at, head, pattern(it.tail()));
      }
      case Pattern.Constant it -> new Pattern.Constant(at, it.literal());
      case Pattern.Unit _ -> new Pattern.Unit(at);
    };
  }

  private List<Pattern> patterns(List<Pattern> patterns) {
    List<Pattern> typed = new ArrayList<>(patterns.size());
    for (Pattern pattern : patterns) {
      typed.add(pattern(pattern));
    }
    return typed;
  }
}
