package dev.morph.engine.binary;

/**
 * Value types as ints, for the validator's stack: 0 the unknown operand of unreachable code, 1 to 5
 * numbers and vectors, references from {@link #FIRST_REF}. A concrete heap type is in it by its
 * canonical index, so that equal types are equal ints.
 */
final class TypeCode {
  static final int UNKNOWN = 0;
  static final int I32 = 1;
  static final int I64 = 2;
  static final int F32 = 3;
  static final int F64 = 4;
  static final int V128 = 5;
  static final int FIRST_REF = 64;

  /** The heap type below all others, of a reference made from an unknown operand. */
  static final int BOTTOM_HEAP = -32;

  private static final int HEAP_BIAS = 64;

  static final int FUNCREF = ref(true, HeapType.FUNC);
  static final int EXNREF = ref(true, HeapType.EXN);
  static final int EQREF = ref(true, HeapType.EQ);
  static final int I31REF = ref(true, HeapType.I31);
  static final int ARRAYREF = ref(true, HeapType.ARRAY);
  static final int ANYREF = ref(true, HeapType.ANY);
  static final int EXTERNREF = ref(true, HeapType.EXTERN);

  private TypeCode() {}

  static int ref(boolean nullable, int heap) {
    return (heap + HEAP_BIAS) << 1 | (nullable ? 1 : 0);
  }

  static boolean isRef(int code) {
    return code >= FIRST_REF;
  }

  static boolean isNullable(int code) {
    return (code & 1) != 0;
  }

  static int heap(int code) {
    return (code >> 1) - HEAP_BIAS;
  }

  static int nonNull(int code) {
    return code & ~1;
  }

  /** Whether a local of this type has a value before one is set. */
  static boolean isDefaultable(int code) {
    return !isRef(code) || isNullable(code);
  }

  static int of(char letter) {
    return switch (letter) {
      case 'i' -> I32;
      case 'l' -> I64;
      case 'f' -> F32;
      case 'd' -> F64;
      case 'v' -> V128;
      default -> throw new IllegalArgumentException("type letter " + letter);
    };
  }

  /** The value type; not for unknown operands. */
  static ValType toValType(int code) {
    return switch (code) {
      case I32 -> ValType.I32;
      case I64 -> ValType.I64;
      case F32 -> ValType.F32;
      case F64 -> ValType.F64;
      case V128 -> ValType.V128;
      default -> ValType.ref(isNullable(code), heap(code));
    };
  }

  /** Whether the type of an operand is not known, or not wholly. */
  static boolean isUnknown(int code) {
    return code == UNKNOWN || (isRef(code) && heap(code) == BOTTOM_HEAP);
  }

  static String text(int code) {
    if (code == UNKNOWN) {
      return "an unknown operand";
    }
    return isUnknown(code) ? "an unknown reference" : toValType(code).toString();
  }
}
