package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.Opcode;

/** Loads and stores. Operand 0 is the address. */
final class MemoryLanes {
  private static final long LARGEST_OFFSET = 0xFFFF_FFFFL;
  private static final int LONG_ALIGNMENT = 3;

  private static final Opcode[] LOADS = {
    Opcode.I64_LOAD8_U, Opcode.I64_LOAD16_U, Opcode.I64_LOAD32_U, Opcode.I64_LOAD
  };
  private static final Opcode[] STORES = {
    Opcode.I64_STORE8, Opcode.I64_STORE16, Opcode.I64_STORE32, Opcode.I64_STORE
  };

  private MemoryLanes() {}

  static void define(Operations operations) {
    operations.define(
        "v128.load",
        use ->
            new Expr[] {
              access(use, Opcode.I64_LOAD, LONG_ALIGNMENT, 0),
              access(use, Opcode.I64_LOAD, LONG_ALIGNMENT, 8)
            });
    // the high half first: if that is within bounds the low one is, so nothing is half written
    operations.define(
        "v128.store",
        use ->
            new Expr[] {
              access(use, Opcode.I64_STORE, LONG_ALIGNMENT, 8, use.operand(2)),
              access(use, Opcode.I64_STORE, LONG_ALIGNMENT, 0, use.operand(1))
            });
    for (Lane lane : Lane.values()) {
      int size = lane.ordinal();
      operations.define(
          "v128.load" + lane.bits + "_splat",
          use -> LaneAccess.splat(use, lane, access(use, LOADS[size], size, 0)));
      operations.define(
          "v128.load" + lane.bits + "_lane",
          use -> LaneAccess.replaced(use, 1, lane, access(use, LOADS[size], size, 0)));
      operations.define(
          "v128.store" + lane.bits + "_lane",
          use -> new Expr[] {access(use, STORES[size], size, 0, LaneAccess.lane(use, 1, lane))});
    }
    for (Lane lane : new Lane[] {Lane.INT, Lane.LONG}) {
      operations.define(
          "v128.load" + lane.bits + "_zero",
          use -> new Expr[] {access(use, LOADS[lane.ordinal()], lane.ordinal(), 0), Expr.i64(0)});
    }
    for (Lane lane : new Lane[] {Lane.BYTE, Lane.SHORT, Lane.INT}) {
      for (boolean signed : new boolean[] {true, false}) {
        operations.define(
            "v128.load" + lane.bits + "x" + lane.count() + (signed ? "_s" : "_u"),
            use -> extended(use, lane, signed));
      }
    }
  }

  private static Expr[] extended(Use use, Lane lane, boolean signed) {
    Expr[] loaded = use.shared(access(use, Opcode.I64_LOAD, LONG_ALIGNMENT, 0));
    Expr[] lanes = Conversions.extended(use, lane, signed, loaded[1]);
    return new Expr[] {loaded[0], lanes[0], lanes[1]};
  }

  /** A scalar access so many bytes behind the instruction's place. */
  private static Expr access(Use use, Opcode opcode, int natural, int behind, Expr... values) {
    InstructionReader in = use.instruction();
    var operands = new Expr[values.length + 1];
    operands[0] = use.operand(0);
    System.arraycopy(values, 0, operands, 1, values.length);
    // at the largest offset 8 bytes are out of the bounds of every memory
    long offset = Math.min(in.offset() + behind, LARGEST_OFFSET);
    return Expr.memory(opcode, Math.min(in.alignment(), natural), in.memory(), offset, operands);
  }
}
