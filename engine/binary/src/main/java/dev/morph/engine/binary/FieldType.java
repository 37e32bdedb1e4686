package dev.morph.engine.binary;

/**
 * A field of a structure, or the elements of an array (core spec 2.3.7).
 *
 * @param type the type on the stack; {@code I32} if it is packed
 * @param packedBytes 1 for {@code i8}, 2 for {@code i16}, 0 if it is not packed
 */
public record FieldType(ValType type, int packedBytes, boolean mutable) {
  /** Whether it takes fewer bytes than its type on the stack. */
  public boolean packed() {
    return packedBytes != 0;
  }
}
