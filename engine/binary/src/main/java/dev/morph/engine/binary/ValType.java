package dev.morph.engine.binary;

/**
 * A value type (core spec 2.3.4).
 *
 * @param kind a number, a vector or a reference
 * @param nullable whether a reference may be null; false for the others
 * @param heap of a reference the heap type: a type index, or one of the negative constants of
 *     {@link HeapType}; 0 for the others
 */
public record ValType(Kind kind, boolean nullable, int heap) {
  /** The kinds of value types. */
  public enum Kind {
    I32,
    I64,
    F32,
    F64,
    V128,
    REF
  }

  public static final ValType I32 = new ValType(Kind.I32, false, 0);
  public static final ValType I64 = new ValType(Kind.I64, false, 0);
  public static final ValType F32 = new ValType(Kind.F32, false, 0);
  public static final ValType F64 = new ValType(Kind.F64, false, 0);
  public static final ValType V128 = new ValType(Kind.V128, false, 0);
  public static final ValType FUNCREF = ref(true, HeapType.FUNC);
  public static final ValType EXTERNREF = ref(true, HeapType.EXTERN);
  public static final ValType EXNREF = ref(true, HeapType.EXN);

  /** A reference. */
  public static ValType ref(boolean nullable, int heap) {
    return new ValType(Kind.REF, nullable, heap);
  }

  /** Whether it is a reference. */
  public boolean isRef() {
    return kind == Kind.REF;
  }

  /** As the text format has it: {@code i32}, {@code (ref null func)}. */
  @Override
  public String toString() {
    return switch (kind) {
      case I32 -> "i32";
      case I64 -> "i64";
      case F32 -> "f32";
      case F64 -> "f64";
      case V128 -> "v128";
      case REF -> "(ref " + (nullable ? "null " : "") + HeapType.text(heap) + ")";
    };
  }
}
