package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.Opcode;
import java.util.function.UnaryOperator;

/** Instructions between one number and a lane, or all lanes. */
final class LaneAccess {
  private LaneAccess() {}

  static void define(Operations operations) {
    shape(operations, Lane.BYTE, "i8x16", Expr::extended);
    shape(operations, Lane.SHORT, "i16x8", Expr::extended);
    shape(operations, Lane.INT, "i32x4", Expr::extended);
    shape(operations, Lane.LONG, "i64x2", value -> value);
    shape(operations, Lane.INT, "f32x4", value -> Halves.bits32(value).extended());
    shape(operations, Lane.LONG, "f64x2", Halves::bits64);
    extract(operations, "i8x16.extract_lane_s", Lane.BYTE, x -> extended8(x.wrapped()));
    extract(operations, "i8x16.extract_lane_u", Lane.BYTE, x -> x.wrapped().and(0xFF));
    extract(operations, "i16x8.extract_lane_s", Lane.SHORT, x -> extended16(x.wrapped()));
    extract(operations, "i16x8.extract_lane_u", Lane.SHORT, x -> x.wrapped().and(0xFFFF));
    extract(operations, "i32x4.extract_lane", Lane.INT, Expr::wrapped);
    extract(operations, "i64x2.extract_lane", Lane.LONG, x -> x);
    extract(operations, "f32x4.extract_lane", Lane.INT, x -> Halves.f32(x.wrapped()));
    extract(operations, "f64x2.extract_lane", Lane.LONG, Halves::f64);
  }

  private static Expr extended8(Expr value) {
    return Expr.of(Opcode.I32_EXTEND8_S, value);
  }

  private static Expr extended16(Expr value) {
    return Expr.of(Opcode.I32_EXTEND16_S, value);
  }

  /** Splat and replacement; {@code bits} makes an i64 of the number, whose low bits count. */
  private static void shape(
      Operations operations, Lane lane, String shape, UnaryOperator<Expr> bits) {
    operations.define(shape + ".splat", use -> splat(use, lane, bits.apply(use.operand(0))));
    operations.define(
        shape + ".replace_lane", use -> replaced(use, 0, lane, bits.apply(use.operand(2))));
  }

  /** All lanes the same. */
  static Expr[] splat(Use use, Lane lane, Expr bits) {
    Expr all = lane == Lane.LONG ? bits : inLane(lane, bits).times(lane.ones);
    Expr[] shared = use.shared(all);
    return new Expr[] {shared[0], shared[1], shared[1]};
  }

  /** Bits of one lane without what is above them. */
  private static Expr inLane(Lane lane, Expr bits) {
    return lane.bits < 32 ? bits.and(lane.mask) : bits;
  }

  /**
   * The vector with one lane changed.
   *
   * @param vector the number of its low half among the operands
   */
  static Expr[] replaced(Use use, int vector, Lane lane, Expr bits) {
    int number = use.instruction().lane();
    var halves = new Expr[] {use.operand(vector), use.operand(vector + 1)};
    int half = number / lane.count();
    int at = number % lane.count() * lane.bits;
    halves[half] =
        lane == Lane.LONG
            ? bits
            : halves[half].and(~(lane.mask << at)).or(inLane(lane, bits).shl(at));
    return halves;
  }

  /** The half that has the lane of the instruction, with that lane in its lowest bits. */
  static Expr lane(Use use, int vector, Lane lane) {
    int number = use.instruction().lane();
    return use.operand(vector + number / lane.count()).shr(number % lane.count() * lane.bits);
  }

  private static void extract(
      Operations operations, String name, Lane lane, UnaryOperator<Expr> number) {
    operations.define(name, use -> new Expr[] {number.apply(lane(use, 0, lane))});
  }
}
