package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.DataSegment;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.ValType;
import java.util.List;

/** Instructions on structures and arrays with vectors; {@link LoweredTypes} says what those are. */
final class Aggregates {
  private static final int VECTOR_BYTES = 16;

  private final ModuleBinary module;
  private final LoweredTypes types;
  private final Helpers helpers;

  Aggregates(ModuleBinary module, LoweredTypes types, Helpers helpers) {
    this.module = module;
    this.types = types;
    this.helpers = helpers;
  }

  /** Writes an instruction; false if it is none of these or has no vectors, then nothing. */
  boolean lower(InstructionReader in, Code code) {
    return switch (in.opcode()) {
      case STRUCT_GET, STRUCT_SET -> {
        if (!LoweredTypes.isVector(types.fields(in.index()).get(in.index2()))) {
          yield false;
        }
        field(in, code);
        yield true;
      }
      case ARRAY_NEW,
          ARRAY_NEW_FIXED,
          ARRAY_NEW_DATA,
          ARRAY_GET,
          ARRAY_SET,
          ARRAY_FILL,
          ARRAY_INIT_DATA -> {
        if (!types.isVectorArray(in.index())) {
          yield false;
        }
        array(in, code);
        yield true;
      }
      default -> false;
    };
  }

  private void field(InstructionReader in, Code code) {
    int struct = types.of(in.index());
    int field = types.field(in.index(), in.index2());
    int reference = code.scratch(ValType.ref(true, struct));
    BinaryWriter out = code.out;
    if (in.opcode() == Opcode.STRUCT_GET) {
      out.opcode(Opcode.LOCAL_TEE, reference).opcode(Opcode.STRUCT_GET, struct).u32(field);
      out.opcode(Opcode.LOCAL_GET, reference).opcode(Opcode.STRUCT_GET, struct).u32(field + 1);
      return;
    }
    int low = code.scratch(ValType.I64);
    int high = code.scratch(ValType.I64);
    out.opcode(Opcode.LOCAL_SET, high).opcode(Opcode.LOCAL_SET, low);
    out.opcode(Opcode.LOCAL_TEE, reference).opcode(Opcode.LOCAL_GET, low);
    out.opcode(Opcode.STRUCT_SET, struct).u32(field);
    out.opcode(Opcode.LOCAL_GET, reference).opcode(Opcode.LOCAL_GET, high);
    out.opcode(Opcode.STRUCT_SET, struct).u32(field + 1);
  }

  private void array(InstructionReader in, Code code) {
    int array = types.of(in.index());
    BinaryWriter out = code.out;
    switch (in.opcode()) {
      case ARRAY_NEW, ARRAY_FILL -> {
        int length = code.scratch(ValType.I32);
        out.opcode(Opcode.LOCAL_SET, length).opcode(Opcode.STRUCT_NEW, LoweredTypes.PAIR);
        out.opcode(Opcode.LOCAL_GET, length).opcode(in.opcode(), array);
      }
      case ARRAY_SET ->
          out.opcode(Opcode.STRUCT_NEW, LoweredTypes.PAIR).opcode(Opcode.ARRAY_SET, array);
      case ARRAY_GET -> {
        int element = code.scratch(LoweredTypes.pairReference());
        out.opcode(Opcode.ARRAY_GET, array).opcode(Opcode.LOCAL_TEE, element);
        out.opcode(Opcode.CALL, half(0)).opcode(Opcode.LOCAL_GET, element);
        out.opcode(Opcode.CALL, half(1));
      }
      case ARRAY_NEW_FIXED -> fixed(array, in.index2(), code);
      case ARRAY_NEW_DATA -> out.opcode(Opcode.CALL, ofData(in.index(), in.index2()));
      case ARRAY_INIT_DATA -> out.opcode(Opcode.CALL, fromData(in.index(), in.index2()));
      default -> throw new IllegalArgumentException(in.opcode().text());
    }
  }

  /** The elements are on the stack, the last on top. */
  private static void fixed(int array, int length, Code code) {
    int made = code.scratch(ValType.ref(true, array));
    int element = code.scratch(LoweredTypes.pairReference());
    BinaryWriter out = code.out;
    out.opcode(Opcode.I32_CONST).s64(length);
    out.opcode(Opcode.ARRAY_NEW_DEFAULT, array).opcode(Opcode.LOCAL_SET, made);
    for (int i = length - 1; i >= 0; i--) {
      out.opcode(Opcode.STRUCT_NEW, LoweredTypes.PAIR).opcode(Opcode.LOCAL_SET, element);
      out.opcode(Opcode.LOCAL_GET, made).opcode(Opcode.I32_CONST).s64(i);
      out.opcode(Opcode.LOCAL_GET, element).opcode(Opcode.ARRAY_SET, array);
    }
    out.opcode(Opcode.LOCAL_GET, made).opcode(Opcode.REF_AS_NON_NULL);
  }

  /** The function that gives half of an element. */
  private int half(int field) {
    ValType pair = LoweredTypes.pairReference();
    return helpers.function(
        "element half " + field,
        List.of(pair),
        List.of(ValType.I64),
        code -> {
          BinaryWriter out = code.out;
          out.opcode(Opcode.LOCAL_GET, 0).opcode(Opcode.REF_IS_NULL);
          out.opcode(Opcode.IF).valueType(ValType.I64);
          out.opcode(Opcode.I64_CONST).s64(0).opcode(Opcode.ELSE);
          out.opcode(Opcode.LOCAL_GET, 0).opcode(Opcode.STRUCT_GET, pair.heap()).u32(field);
          out.opcode(Opcode.END);
        });
  }

  /** The function {@code (offset, length)} that makes an array from a data segment. */
  private int ofData(int original, int segment) {
    int array = types.of(original);
    return helpers.function(
        "array.new_data " + original + " " + segment,
        List.of(ValType.I32, ValType.I32),
        List.of(ValType.ref(false, array)),
        code -> {
          int made = code.scratch(ValType.ref(true, array));
          int from = code.scratch(ValType.I32);
          int longs = longs(segment, 0, 1, code);
          code.out.opcode(Opcode.LOCAL_GET, 1).opcode(Opcode.ARRAY_NEW_DEFAULT, array);
          code.out.opcode(Opcode.LOCAL_SET, made);
          fill(original, made, from, longs, 1, code);
          code.out.opcode(Opcode.LOCAL_GET, made).opcode(Opcode.REF_AS_NON_NULL);
        });
  }

  /** The function {@code (array, index, offset, length)} that fills from a data segment. */
  private int fromData(int original, int segment) {
    int array = types.of(original);
    return helpers.function(
        "array.init_data " + original + " " + segment,
        List.of(ValType.ref(true, array), ValType.I32, ValType.I32, ValType.I32),
        List.of(),
        code -> {
          BinaryWriter out = code.out;
          // onto itself: traps if the array is null or too short, which comes before the segment
          out.opcode(Opcode.LOCAL_GET, 0).opcode(Opcode.LOCAL_GET, 1);
          out.opcode(Opcode.LOCAL_GET, 0).opcode(Opcode.LOCAL_GET, 1);
          out.opcode(Opcode.LOCAL_GET, 3).opcode(Opcode.ARRAY_COPY, array).u32(array);
          fill(original, 0, 1, longs(segment, 2, 3, code), 3, code);
        });
  }

  /** An array of i64 with the bytes of so many vectors; traps if the segment has fewer. */
  private int longs(int segment, int offset, int length, Code code) {
    int array = types.longArray();
    int longs = code.scratch(ValType.ref(true, array));
    DataSegment data = module.data().get(segment);
    BinaryWriter out = code.out;
    out.opcode(Opcode.LOCAL_GET, length);
    out.opcode(Opcode.I32_CONST).s64((data.end() - data.start()) / VECTOR_BYTES);
    out.opcode(Opcode.I32_GT_U).opcode(Opcode.IF).u8(0x40);
    out.opcode(Opcode.I32_CONST).s64(-1).opcode(Opcode.LOCAL_SET, offset);
    out.opcode(Opcode.I32_CONST).s64(1).opcode(Opcode.LOCAL_SET, length);
    out.opcode(Opcode.END);
    out.opcode(Opcode.LOCAL_GET, offset);
    out.opcode(Opcode.LOCAL_GET, length).opcode(Opcode.I32_CONST).s64(1).opcode(Opcode.I32_SHL);
    out.opcode(Opcode.ARRAY_NEW_DATA, array).u32(segment).opcode(Opcode.LOCAL_SET, longs);
    return longs;
  }

  /** Puts pairs of {@code longs} into an array; {@code at} and {@code length} are counted on. */
  private void fill(int original, int into, int at, int longs, int length, Code code) {
    int array = types.of(original);
    int read = code.scratch(ValType.I32);
    BinaryWriter out = code.out;
    out.opcode(Opcode.BLOCK).u8(0x40).opcode(Opcode.LOOP).u8(0x40);
    out.opcode(Opcode.LOCAL_GET, length).opcode(Opcode.I32_EQZ).opcode(Opcode.BR_IF, 1);
    out.opcode(Opcode.LOCAL_GET, into).opcode(Opcode.LOCAL_GET, at);
    for (int half = 0; half < 2; half++) {
      out.opcode(Opcode.LOCAL_GET, longs).opcode(Opcode.LOCAL_GET, read);
      out.opcode(Opcode.ARRAY_GET, types.longArray());
      count(read, 1, out);
    }
    out.opcode(Opcode.STRUCT_NEW, LoweredTypes.PAIR);
    out.opcode(Opcode.ARRAY_SET, array);
    count(at, 1, out);
    count(length, -1, out);
    out.opcode(Opcode.BR, 0).opcode(Opcode.END).opcode(Opcode.END);
  }

  private static void count(int local, int by, BinaryWriter out) {
    out.opcode(Opcode.LOCAL_GET, local).opcode(Opcode.I32_CONST).s64(by);
    out.opcode(Opcode.I32_ADD).opcode(Opcode.LOCAL_SET, local);
  }
}
