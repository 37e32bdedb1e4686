package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.ValType;
import java.util.function.BinaryOperator;

/** Arithmetic and comparison of lanes of 32 and 64 bits, lane by lane. */
final class WideLanes {
  private WideLanes() {}

  static void define(Operations operations) {
    ints(operations);
    longs(operations);
  }

  private static void ints(Operations operations) {
    operations.binary("i32x4.add", (a, b) -> Halves.ints(a, b, Expr::plus));
    operations.binary("i32x4.sub", (a, b) -> Halves.ints(a, b, Expr::minus));
    operations.binary("i32x4.mul", (a, b) -> Halves.ints(a, b, Expr::times));
    operations.unary("i32x4.neg", a -> Halves.ints(a, Expr::negated));
    operations.unary("i32x4.abs", a -> Halves.ints(a, WideLanes::absolute));
    compareInts(operations, "eq", Opcode.I32_EQ);
    compareInts(operations, "ne", Opcode.I32_NE);
    compareInts(operations, "lt_s", Opcode.I32_LT_S);
    compareInts(operations, "lt_u", Opcode.I32_LT_U);
    compareInts(operations, "gt_s", Opcode.I32_GT_S);
    compareInts(operations, "gt_u", Opcode.I32_GT_U);
    compareInts(operations, "le_s", Opcode.I32_LE_S);
    compareInts(operations, "le_u", Opcode.I32_LE_U);
    compareInts(operations, "ge_s", Opcode.I32_GE_S);
    compareInts(operations, "ge_u", Opcode.I32_GE_U);
    chooseInts(operations, "min_s", Opcode.I32_LT_S);
    chooseInts(operations, "min_u", Opcode.I32_LT_U);
    chooseInts(operations, "max_s", Opcode.I32_GT_S);
    chooseInts(operations, "max_u", Opcode.I32_GT_U);
    operations.shift("i32x4.shl", (a, count) -> Halves.ints(a, x -> x.shl(count)));
    operations.shift("i32x4.shr_s", (a, count) -> Halves.ints(a, x -> x.sar(count)));
    operations.shift("i32x4.shr_u", (a, count) -> Halves.ints(a, x -> x.shr(count)));
    operations.test(
        "i32x4.all_true",
        (low, high) ->
            notZero(Halves.low(low))
                .and(notZero(Halves.high(low)))
                .and(notZero(Halves.low(high)))
                .and(notZero(Halves.high(high))));
    operations.test("i32x4.bitmask", (low, high) -> signs(low).or(signs(high).shl(2)).wrapped());
  }

  private static void compareInts(Operations operations, String name, Opcode compare) {
    operations.binary(
        "i32x4." + name, (a, b) -> Halves.ints(a, b, (x, y) -> Expr.of(compare, x, y).negated()));
  }

  private static void chooseInts(Operations operations, String name, Opcode compare) {
    operations.binary(
        "i32x4." + name,
        (a, b) -> Halves.ints(a, b, (x, y) -> Expr.select(Expr.of(compare, x, y), x, y)));
  }

  private static Expr absolute(Expr value) {
    int bits = value.type().equals(ValType.I32) ? 32 : 64;
    return Expr.let(value, x -> Expr.let(x.sar(bits - 1), sign -> x.xor(sign).minus(sign)));
  }

  private static Expr notZero(Expr i32) {
    return Expr.of(Opcode.I32_NE, i32, Expr.i32(0));
  }

  /** The signs of both lanes of 32 bits, in bits 0 and 1 of an i64. */
  private static Expr signs(Expr half) {
    return half.shr(31).and(1).or(half.shr(62).and(2));
  }

  private static void longs(Operations operations) {
    operations.binary("i64x2.add", Expr::plus);
    operations.binary("i64x2.sub", Expr::minus);
    operations.binary("i64x2.mul", Expr::times);
    operations.unary("i64x2.neg", Expr::negated);
    operations.unary("i64x2.abs", WideLanes::absolute);
    operations.binary("i64x2.eq", longCompare(Opcode.I64_EQ));
    operations.binary("i64x2.ne", longCompare(Opcode.I64_NE));
    operations.binary("i64x2.lt_s", longCompare(Opcode.I64_LT_S));
    operations.binary("i64x2.gt_s", longCompare(Opcode.I64_GT_S));
    operations.binary("i64x2.le_s", longCompare(Opcode.I64_LE_S));
    operations.binary("i64x2.ge_s", longCompare(Opcode.I64_GE_S));
    operations.shift("i64x2.shl", (a, count) -> a.shl(count.extended()));
    operations.shift("i64x2.shr_s", (a, count) -> a.sar(count.extended()));
    operations.shift("i64x2.shr_u", (a, count) -> a.shr(count.extended()));
    operations.test(
        "i64x2.all_true",
        (low, high) ->
            Expr.of(Opcode.I64_NE, low, Expr.i64(0))
                .and(Expr.of(Opcode.I64_NE, high, Expr.i64(0))));
    operations.test("i64x2.bitmask", (low, high) -> low.shr(63).or(high.shr(62).and(2)).wrapped());
  }

  private static BinaryOperator<Expr> longCompare(Opcode compare) {
    return (a, b) -> Expr.of(compare, a, b).mask64();
  }
}
