package dev.morph.engine.binary;

/**
 * Heap types as numbers (core spec 2.3.3): from 0 a type index, below it an abstract one, as the
 * binary format's signed number has it.
 */
public final class HeapType {
  public static final int NOEXN = -0x0C;
  public static final int NOFUNC = -0x0D;
  public static final int NOEXTERN = -0x0E;
  public static final int NONE = -0x0F;
  public static final int FUNC = -0x10;
  public static final int EXTERN = -0x11;
  public static final int ANY = -0x12;
  public static final int EQ = -0x13;
  public static final int I31 = -0x14;
  public static final int STRUCT = -0x15;
  public static final int ARRAY = -0x16;
  public static final int EXN = -0x17;

  private HeapType() {}

  /** Whether the number is an index or an abstract type. */
  public static boolean exists(long heap) {
    return heap >= 0 || (heap <= NOEXN && heap >= EXN);
  }

  /** As the text format has it. */
  public static String text(int heap) {
    return switch (heap) {
      case NOEXN -> "noexn";
      case NOFUNC -> "nofunc";
      case NOEXTERN -> "noextern";
      case NONE -> "none";
      case FUNC -> "func";
      case EXTERN -> "extern";
      case ANY -> "any";
      case EQ -> "eq";
      case I31 -> "i31";
      case STRUCT -> "struct";
      case ARRAY -> "array";
      case EXN -> "exn";
      default -> Integer.toString(heap);
    };
  }
}
