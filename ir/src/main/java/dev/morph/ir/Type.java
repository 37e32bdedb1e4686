package dev.morph.ir;

import java.util.List;

/** A type expression. Immutable, safe to share. */
public sealed interface Type {
  /** What the node carries beside its meaning. */
  TypeAttributes attributes();

  /** A type variable. */
  record Variable(TypeAttributes attributes, Name name) implements Type {}

  /** A named type with its arguments, often none. */
  record Reference(TypeAttributes attributes, FQName name, List<Type> arguments) implements Type {
    public Reference {
      arguments = List.copyOf(arguments);
    }
  }

  /** A tuple. */
  record Tuple(TypeAttributes attributes, List<Type> elements) implements Type {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  /** A record: exactly these fields. */
  @SuppressWarnings("AvoidCommonTypeNames") // as the format calls it
  record Record(TypeAttributes attributes, List<Field> fields) implements Type {
    public Record {
      fields = List.copyOf(fields);
    }
  }

  /** A record that has these fields and may have more, which the variable stands for. */
  record ExtensibleRecord(TypeAttributes attributes, Name variable, List<Field> fields)
      implements Type {
    public ExtensibleRecord {
      fields = List.copyOf(fields);
    }
  }

  /** A function of one parameter. */
  record Function(TypeAttributes attributes, Type parameter, Type result) implements Type {}

  /** The type of one value. */
  record Unit(TypeAttributes attributes) implements Type {}

  /** A field of a record type. */
  record Field(Name name, Type type) {}
}
