package dev.morph.engine.binary;

import org.jspecify.annotations.Nullable;

/** Operands and results as {@link TypeCode}s. The arrays are not to be changed. */
@SuppressWarnings("ArrayRecordComponent")
record Signature(int[] params, int[] results) {
  static final int[] NONE = {};
  static final Signature EMPTY = new Signature(NONE, NONE);

  private static final int[][] SINGLES = {
    {}, {TypeCode.I32}, {TypeCode.I64}, {TypeCode.F32}, {TypeCode.F64}, {TypeCode.V128}
  };

  private static final @Nullable Signature[] OF_OPCODES = ofOpcodes();

  /** The signature that an instruction has in all places, or null. */
  static @Nullable Signature of(Opcode opcode) {
    return OF_OPCODES[opcode.ordinal()];
  }

  /** One type. */
  static int[] single(int code) {
    return code < SINGLES.length ? SINGLES[code] : new int[] {code};
  }

  private static @Nullable Signature[] ofOpcodes() {
    var table = new @Nullable Signature[Opcode.values().length];
    for (Opcode opcode : Opcode.values()) {
      String text = opcode.signature();
      if (text != null) {
        int colon = text.indexOf(':');
        table[opcode.ordinal()] =
            new Signature(codes(text.substring(0, colon)), codes(text.substring(colon + 1)));
      }
    }
    return table;
  }

  private static int[] codes(String letters) {
    return letters.chars().map(letter -> TypeCode.of((char) letter)).toArray();
  }
}
