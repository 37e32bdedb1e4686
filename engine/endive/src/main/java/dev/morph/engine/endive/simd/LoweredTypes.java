package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.DefinedType;
import dev.morph.engine.binary.FieldType;
import dev.morph.engine.binary.ValType;
import dev.morph.engine.binary.ValidationCaps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of a lowered module: parameters, results and fields of type v128 are two i64; an array
 * of v128 has references to pairs of i64, where null is zero, so that lengths and indices stay.
 *
 * <p>Equal types stay equal, and different ones different, in this module and between lowered
 * modules: a recursion group with v128 gets one more type, which says where they were ({@link
 * VectorMarks}).
 */
final class LoweredTypes {
  /** What the elements of arrays of vectors refer to: a structure of two i64. */
  static final int PAIR = 0;

  private final List<DefinedType> originals;
  private final int[] indices;
  private final boolean pairs;
  private int groups;
  private int next;
  private final BinaryWriter appended = new BinaryWriter();
  private final Map<Integer, int[]> fieldIndices = new HashMap<>();
  private final Map<CompositeType, Integer> appendedIndices = new HashMap<>();

  LoweredTypes(List<DefinedType> originals) {
    this.originals = originals;
    this.indices = new int[originals.size()];
    this.pairs = originals.stream().anyMatch(type -> isVectorArray(type.composite()));
    this.next = pairs ? 1 : 0;
    for (int start = 0; start < indices.length; start += originals.get(start).groupSize()) {
      var group = group(start);
      for (int i = 0; i < group.size(); i++) {
        checkSize(group.get(i).composite());
        indices[start + i] = next++;
      }
      next += VectorMarks.count(group);
      groups++;
    }
  }

  private List<DefinedType> group(int start) {
    return originals.subList(start, start + originals.get(start).groupSize());
  }

  private static void checkSize(CompositeType type) {
    switch (type) {
      case CompositeType.Function(var params, var results) -> {
        Excess.check("parameters", lanes(params), ValidationCaps.PARAMETERS);
        Excess.check("results", lanes(results), ValidationCaps.PARAMETERS);
      }
      case CompositeType.Struct(var fields) ->
          Excess.check(
              "fields",
              fields.size() + fields.stream().filter(LoweredTypes::isVector).count(),
              ValidationCaps.FIELDS);
      case CompositeType.Array _ -> {}
    }
  }

  private static long lanes(List<ValType> types) {
    return types.size() + types.stream().filter(ValType.V128::equals).count();
  }

  static boolean isVector(FieldType field) {
    return field.type().equals(ValType.V128);
  }

  private static boolean isVectorArray(CompositeType type) {
    return type instanceof CompositeType.Array array && isVector(array.element());
  }

  /** Whether a type of the original is an array of vectors. */
  boolean isVectorArray(int original) {
    return isVectorArray(originals.get(original).composite());
  }

  /** The fields of a structure of the original. */
  List<FieldType> fields(int original) {
    return ((CompositeType.Struct) originals.get(original).composite()).fields();
  }

  /** The element of an array of the original. */
  FieldType element(int original) {
    return ((CompositeType.Array) originals.get(original).composite()).element();
  }

  /** The new index of a type of the original. */
  int of(int original) {
    return indices[original];
  }

  /** The original index by new index, -1 for types that were not there. */
  int[] origins() {
    var origins = new int[next];
    Arrays.fill(origins, -1);
    for (int i = 0; i < indices.length; i++) {
      origins[indices[i]] = i;
    }
    return origins;
  }

  /** A heap type of the original. */
  int heap(int original) {
    return original < 0 ? original : indices[original];
  }

  /** A type that is no vector. */
  ValType of(ValType original) {
    return original.isRef() && original.heap() >= 0
        ? ValType.ref(original.nullable(), indices[original.heap()])
        : original;
  }

  /** Types, in which a vector is two. */
  List<ValType> of(List<ValType> original) {
    var lowered = new ArrayList<ValType>(original.size());
    for (ValType type : original) {
      if (type.equals(ValType.V128)) {
        lowered.add(ValType.I64);
        lowered.add(ValType.I64);
      } else {
        lowered.add(of(type));
      }
    }
    return lowered;
  }

  /** The new number of a structure's field; a vector has this one and the next. */
  int field(int struct, int field) {
    return fieldIndices.computeIfAbsent(struct, this::fieldIndices)[field];
  }

  private int[] fieldIndices(int struct) {
    var lowered = new int[fields(struct).size()];
    int at = 0;
    for (int i = 0; i < lowered.length; i++) {
      lowered[i] = at;
      at += isVector(fields(struct).get(i)) ? 2 : 1;
    }
    return lowered;
  }

  /** The element of an array of vectors. */
  static ValType pairReference() {
    return ValType.ref(true, PAIR);
  }

  /** The index of an added function type. */
  int function(List<ValType> params, List<ValType> results) {
    var type = new CompositeType.Function(params, results);
    return appendedIndices.computeIfAbsent(
        type,
        _ -> {
          appended.compositeType(type);
          return next++;
        });
  }

  /** The index of an added array type, of i64. */
  int longArray() {
    var type = new CompositeType.Array(new FieldType(ValType.I64, 0, true));
    return appendedIndices.computeIfAbsent(
        type,
        _ -> {
          appended.compositeType(type);
          return next++;
        });
  }

  /** Writes the type section's content. */
  void write(BinaryWriter into) {
    into.u32((pairs ? 1 : 0) + groups + appendedIndices.size());
    if (pairs) {
      writePair(into);
    }
    for (int start = 0; start < indices.length; start += originals.get(start).groupSize()) {
      var group = group(start);
      int marks = VectorMarks.count(group);
      if (group.size() + marks > 1) {
        into.u8(0x4E).u32(group.size() + marks);
      }
      for (DefinedType type : group) {
        writeDefined(type, into);
      }
      VectorMarks.write(group, into);
    }
    into.write(appended);
  }

  private static void writePair(BinaryWriter into) {
    into.u8(0x5F).u32(2);
    into.valueType(ValType.I64).u8(0).valueType(ValType.I64).u8(0);
  }

  private void writeDefined(DefinedType type, BinaryWriter into) {
    if (!type.isFinal() || !type.supertypes().isEmpty()) {
      into.u8(type.isFinal() ? 0x4F : 0x50).u32(type.supertypes().size());
      for (int supertype : type.supertypes()) {
        into.u32(of(supertype));
      }
    }
    into.compositeType(lowered(type.composite()));
  }

  private CompositeType lowered(CompositeType original) {
    return switch (original) {
      case CompositeType.Function(var params, var results) ->
          new CompositeType.Function(of(params), of(results));
      case CompositeType.Struct(var fields) -> {
        var lowered = new ArrayList<FieldType>(fields.size());
        for (FieldType field : fields) {
          if (isVector(field)) {
            var half = new FieldType(ValType.I64, 0, field.mutable());
            lowered.add(half);
            lowered.add(half);
          } else {
            lowered.add(new FieldType(of(field.type()), field.packedBytes(), field.mutable()));
          }
        }
        yield new CompositeType.Struct(lowered);
      }
      // always mutable: array.new_fixed fills it element by element
      case CompositeType.Array(var element) when isVector(element) ->
          new CompositeType.Array(new FieldType(pairReference(), 0, true));
      case CompositeType.Array(var element) ->
          new CompositeType.Array(
              new FieldType(of(element.type()), element.packedBytes(), element.mutable()));
    };
  }
}
