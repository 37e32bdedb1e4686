package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.DefinedType;
import dev.morph.engine.binary.FieldType;
import dev.morph.engine.binary.ValType;
import java.util.ArrayList;
import java.util.List;

/**
 * Types added to a recursion group that has v128, so that no group is equal to it that was not
 * before: without them {@code (func (param v128))} would be {@code (func (param i64 i64))}. They
 * are functions whose parameters say, for each parameter, result and field of the group, whether it
 * is a vector (i64) or not (i32), with an f32 behind each list. Arrays, which are all mutable once
 * they are lowered, have an f64 or f32 in front, as they were or were not.
 */
final class VectorMarks {
  private static final int MOST_PARAMETERS = 1000;

  private VectorMarks() {}

  /** How many types are added to a group. */
  static int count(List<DefinedType> group) {
    return hasVectors(group) ? parts(marks(group)) : 0;
  }

  private static int parts(List<ValType> marks) {
    return (marks.size() + MOST_PARAMETERS - 1) / MOST_PARAMETERS;
  }

  private static boolean hasVectors(List<DefinedType> group) {
    return group.stream()
        .map(DefinedType::composite)
        .anyMatch(type ->
            switch (type) {
              case CompositeType.Function(var params, var results) ->
                  params.contains(ValType.V128) || results.contains(ValType.V128);
              case CompositeType.Struct(var fields) ->
                  fields.stream().anyMatch(LoweredTypes::isVector);
              case CompositeType.Array(var element) -> LoweredTypes.isVector(element);
            });
  }

  private static List<ValType> marks(List<DefinedType> group) {
    var marks = new ArrayList<ValType>();
    for (DefinedType type : group) {
      switch (type.composite()) {
        case CompositeType.Function(var params, var results) -> {
          mark(params, marks);
          mark(results, marks);
        }
        case CompositeType.Struct(var fields) ->
            mark(fields.stream().map(FieldType::type).toList(), marks);
        case CompositeType.Array(var element) -> {
          marks.add(element.mutable() ? ValType.F64 : ValType.F32);
          mark(List.of(element.type()), marks);
        }
      }
    }
    return marks;
  }

  private static void mark(List<ValType> types, List<ValType> marks) {
    for (ValType type : types) {
      marks.add(type.equals(ValType.V128) ? ValType.I64 : ValType.I32);
    }
    marks.add(ValType.F32);
  }

  /** Writes the types that are added to a group. */
  static void write(List<DefinedType> group, BinaryWriter into) {
    if (!hasVectors(group)) {
      return;
    }
    var marks = marks(group);
    for (int part = 0; part < parts(marks); part++) {
      int start = part * MOST_PARAMETERS;
      function(marks.subList(start, Math.min(marks.size(), start + MOST_PARAMETERS)), into);
    }
  }

  private static void function(List<ValType> params, BinaryWriter into) {
    into.u8(0x60).u32(params.size());
    for (ValType param : params) {
      into.valueType(param);
    }
    into.u32(0);
  }
}
