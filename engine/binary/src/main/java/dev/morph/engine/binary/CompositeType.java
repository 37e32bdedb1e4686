package dev.morph.engine.binary;

import java.util.List;

/** What a defined type is made of (core spec 2.3.8). */
public sealed interface CompositeType {
  /** A function type. */
  record Function(List<ValType> params, List<ValType> results) implements CompositeType {
    public Function {
      params = List.copyOf(params);
      results = List.copyOf(results);
    }
  }

  /** A structure. */
  record Struct(List<FieldType> fields) implements CompositeType {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** An array. */
  record Array(FieldType element) implements CompositeType {}
}
