package dev.morph.ir.types;

import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All nodes of a definition with their types, in one order. */
final class NodeTypes {
  /** A node's kind and its type. */
  record Node(String kind, Type type) {}

  private final List<Node> nodes = new ArrayList<>();

  static List<Node> of(ValueDefinition definition) {
    var all = new NodeTypes();
    all.definition(definition);
    return all.nodes;
  }

  private void add(String kind, ValueAttributes attributes) {
    nodes.add(new Node(kind, attributes.inferredType()));
  }

  private void definition(ValueDefinition definition) {
    for (ValueDefinition.Input input : definition.inputs()) {
      nodes.add(
          new Node("Input", input.inferredType() == null ? input.type() : input.inferredType()));
    }
    value(((ValueDefinition.Expression) definition).body());
  }

  private void value(Value value) {
    add(value.getClass().getSimpleName(), value.attributes());
    switch (value) {
      case Value.Tuple it -> it.elements().forEach(this::value);
      case Value.Items it -> it.items().forEach(this::value);
      case Value.Record it -> it.fields().forEach(field -> value(field.value()));
      case Value.FieldAccess it -> value(it.target());
      case Value.Apply it -> {
        value(it.function());
        value(it.argument());
      }
      case Value.Lambda it -> {
        pattern(it.parameter());
        value(it.body());
      }
      case Value.LetDefinition it -> {
        definition(it.definition());
        value(it.in());
      }
      case Value.LetRecursion it -> {
        it.definitions().forEach(one -> definition(one.definition()));
        value(it.in());
      }
      case Value.Destructure it -> {
        pattern(it.pattern());
        value(it.value());
        value(it.in());
      }
      case Value.IfThenElse it -> {
        value(it.condition());
        value(it.then());
        value(it.otherwise());
      }
      case Value.PatternMatch it -> {
        value(it.value());
        it.cases()
            .forEach(one -> {
              pattern(one.pattern());
              value(one.body());
            });
      }
      case Value.UpdateRecord it -> {
        value(it.target());
        it.fields().forEach(field -> value(field.value()));
      }
      default -> {}
    }
  }

  private void pattern(Pattern pattern) {
    add("Pattern." + pattern.getClass().getSimpleName(), pattern.attributes());
    switch (pattern) {
      case Pattern.As it -> pattern(it.pattern());
      case Pattern.Tuple it -> it.elements().forEach(this::pattern);
      case Pattern.Constructor it -> it.arguments().forEach(this::pattern);
      case Pattern.HeadTail it -> {
        pattern(it.head());
        pattern(it.tail());
      }
      default -> {}
    }
  }

  /** The type with its variables named in the order in which they come. */
  static Type renamed(Type type) {
    Map<Name, Type> names = new HashMap<>();
    int number = 0;
    for (Name name : Types.variables(type)) {
      names.put(name, new Type.Variable(TypeAttributes.NONE, new Name("v-" + number++)));
    }
    return Types.substitute(type, names);
  }

  /** The type without aliases, with the fields of records in one order. */
  static Type expanded(TypeEnvironment environment, Type type) {
    return switch (environment.expand(type)) {
      case Type.Reference it ->
          new Type.Reference(
              it.attributes(),
              it.name(),
              it.arguments().stream().map(one -> expanded(environment, one)).toList());
      case Type.Tuple it ->
          new Type.Tuple(
              it.attributes(),
              it.elements().stream().map(one -> expanded(environment, one)).toList());
      case Type.Record it -> new Type.Record(it.attributes(), fields(environment, it.fields()));
      case Type.ExtensibleRecord it ->
          new Type.ExtensibleRecord(
              it.attributes(), it.variable(), fields(environment, it.fields()));
      case Type.Function it ->
          new Type.Function(
              it.attributes(),
              expanded(environment, it.parameter()),
              expanded(environment, it.result()));
      case Type.Variable it -> it;
      case Type.Unit it -> it;
    };
  }

  private static List<Type.Field> fields(TypeEnvironment environment, List<Type.Field> fields) {
    return fields.stream()
        .map(one -> new Type.Field(one.name(), expanded(environment, one.type())))
        .sorted(Comparator.comparing(Type.Field::name))
        .toList();
  }
}
