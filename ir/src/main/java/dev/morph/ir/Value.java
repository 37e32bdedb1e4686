package dev.morph.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value expression. Immutable, safe to share. */
public sealed interface Value {
  /** What the node carries beside its meaning. */
  ValueAttributes attributes();

  /** A constant; {@code Literal} in the formats. */
  record Constant(ValueAttributes attributes, Literal literal) implements Value {}

  /** A constructor, as a function of its arguments. */
  record Constructor(ValueAttributes attributes, FQName name) implements Value {}

  /** A tuple. */
  record Tuple(ValueAttributes attributes, List<Value> elements) implements Value {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  /** A list; {@code List} in the formats. */
  record Items(ValueAttributes attributes, List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A record. */
  @SuppressWarnings("AvoidCommonTypeNames") // as the format calls it
  record Record(ValueAttributes attributes, List<Field> fields) implements Value {
    public Record {
      fields = List.copyOf(fields);
    }
  }

  /** A name that a parameter, a pattern or a let binds. */
  record Variable(ValueAttributes attributes, Name name) implements Value {}

  /** A named value of a module. */
  record Reference(ValueAttributes attributes, FQName name) implements Value {}

  /** A field of a record; {@code Field} in the formats. */
  record FieldAccess(ValueAttributes attributes, Value target, Name name) implements Value {}

  /** The function that takes a field out of a record. */
  record FieldFunction(ValueAttributes attributes, Name name) implements Value {}

  /** A function applied to one argument. */
  record Apply(ValueAttributes attributes, Value function, Value argument) implements Value {}

  /** A function without a name. */
  record Lambda(ValueAttributes attributes, Pattern parameter, Value body) implements Value {}

  /** Names a value within another. */
  record LetDefinition(ValueAttributes attributes, Name name, ValueDefinition definition, Value in)
      implements Value {}

  /** Names values that may use one another. */
  record LetRecursion(ValueAttributes attributes, List<Binding> definitions, Value in)
      implements Value {
    public LetRecursion {
      definitions = List.copyOf(definitions);
    }
  }

  /** Takes a value apart by a pattern that always matches. */
  record Destructure(ValueAttributes attributes, Pattern pattern, Value value, Value in)
      implements Value {}

  /** A choice by a truth value. */
  record IfThenElse(ValueAttributes attributes, Value condition, Value then, Value otherwise)
      implements Value {}

  /** A choice by patterns; the first that matches is taken. */
  record PatternMatch(ValueAttributes attributes, Value value, List<Case> cases) implements Value {
    public PatternMatch {
      cases = List.copyOf(cases);
    }
  }

  /** A record with some fields replaced. */
  record UpdateRecord(ValueAttributes attributes, Value target, List<Field> fields)
      implements Value {
    public UpdateRecord {
      fields = List.copyOf(fields);
    }
  }

  /** The unit value. */
  record Unit(ValueAttributes attributes) implements Value {}

  /** A value that is missing; v4 only. */
  record Hole(ValueAttributes attributes, HoleReason reason, @Nullable Type expectedType)
      implements Value {}

  /** A field of a record value. */
  record Field(Name name, Value value) {}

  /** A definition of a recursive let. */
  record Binding(Name name, ValueDefinition definition) {}

  /** One way of a pattern match. */
  record Case(Pattern pattern, Value body) {}
}
