package dev.morph.engine.meter;

import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.FieldType;
import dev.morph.engine.binary.Opcode;

/**
 * What things cost: version 1 of the published table ({@code docs/reference/fuel.md}). A change of
 * any figure is a new version.
 */
public final class FuelTable {
  /** The table's version. */
  public static final int VERSION = 1;

  /** What a page of 64 KiB costs when a memory grows. */
  public static final int GROWN_PAGE = 1_000;

  /** What a host call costs beside the {@code call}'s own 1 and its bytes. */
  public static final int HOST_CALL = 100;

  /** So many bytes cost 1. */
  static final int UNIT_BYTES = 16;

  /** The same as a shift. */
  static final int UNIT_SHIFT = 4;

  /** What every object counts beside its fields. */
  static final int OBJECT_HEADER_BYTES = 16;

  private FuelTable() {}

  /** What an instruction costs that does not allocate, whatever its operands. */
  static int instruction(Opcode opcode) {
    return switch (opcode) {
      case NOP, BLOCK, LOOP, ELSE, END, TRY_TABLE, DROP, RETURN, UNREACHABLE -> 0;
      default -> 1;
    };
  }

  /** Whether a basic block ends behind the instruction. */
  static boolean endsBlock(Opcode opcode) {
    return switch (opcode) {
      case IF,
          ELSE,
          BR,
          BR_IF,
          BR_TABLE,
          BR_ON_NULL,
          BR_ON_NON_NULL,
          BR_ON_CAST,
          BR_ON_CAST_FAIL,
          CALL,
          CALL_INDIRECT,
          CALL_REF,
          RETURN,
          RETURN_CALL,
          RETURN_CALL_INDIRECT,
          RETURN_CALL_REF,
          THROW,
          THROW_REF,
          UNREACHABLE ->
          true;
      default -> false;
    };
  }

  /**
   * Whether an instruction always goes on with the next one, and costs what {@link #instruction}
   * says and nothing else.
   */
  static boolean isStraight(Opcode opcode) {
    return !endsBlock(opcode)
        && switch (opcode) {
          case BLOCK,
              LOOP,
              TRY_TABLE,
              MEMORY_FILL,
              MEMORY_COPY,
              MEMORY_INIT,
              MEMORY_GROW,
              TABLE_FILL,
              TABLE_COPY,
              TABLE_INIT,
              TABLE_GROW,
              STRUCT_NEW,
              STRUCT_NEW_DEFAULT,
              ARRAY_NEW,
              ARRAY_NEW_DEFAULT,
              ARRAY_NEW_FIXED,
              ARRAY_NEW_DATA,
              ARRAY_NEW_ELEM,
              ARRAY_FILL,
              ARRAY_COPY,
              ARRAY_INIT_DATA,
              ARRAY_INIT_ELEM ->
              false;
          default -> true;
        };
  }

  /**
   * What so many bytes cost: 1 for each 16, rounded up.
   *
   * @param bytes not negative
   */
  public static long bytes(long bytes) {
    return (bytes >>> UNIT_SHIFT) + ((bytes & (UNIT_BYTES - 1)) == 0 ? 0 : 1);
  }

  /**
   * What the host charges for one call of a host function, beside the 1 that the guest's {@code
   * call} costs.
   *
   * @param bytes what request and reply moved, added up; not negative
   */
  public static long hostCall(long bytes) {
    return HOST_CALL + bytes(bytes);
  }

  /** Bytes that a field, or an element of an array, counts. */
  static int fieldBytes(FieldType field) {
    if (field.packed()) {
      return field.packedBytes();
    }
    return switch (field.type().kind()) {
      case I32, F32 -> 4;
      case I64, F64, REF -> 8;
      case V128 -> 16;
    };
  }

  /** Bytes that a structure counts. */
  static long structBytes(CompositeType.Struct type) {
    long bytes = OBJECT_HEADER_BYTES;
    for (FieldType field : type.fields()) {
      bytes += fieldBytes(field);
    }
    return bytes;
  }

  /**
   * Bytes that an array counts.
   *
   * @param length unsigned
   */
  static long arrayBytes(CompositeType.Array type, int length) {
    return OBJECT_HEADER_BYTES + (length & 0xFFFF_FFFFL) * fieldBytes(type.element());
  }
}
