package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.Opcode;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Arithmetic and comparison of floats: each lane by the scalar instruction of the same name. */
final class FloatLanes {
  private static final long SIGNS_32 = 0x8000_0000_8000_0000L;

  private FloatLanes() {}

  static void define(Operations operations) {
    for (String name : new String[] {"ceil", "floor", "trunc", "nearest", "sqrt"}) {
      Opcode of32 = scalar("F32_", name);
      Opcode of64 = scalar("F64_", name);
      operations.unary("f32x4." + name, floats(x -> Expr.of(of32, x)));
      operations.unary("f64x2." + name, doubles(x -> Expr.of(of64, x)));
    }
    for (String name : new String[] {"add", "sub", "mul", "div", "min", "max"}) {
      Opcode of32 = scalar("F32_", name);
      Opcode of64 = scalar("F64_", name);
      operations.binary("f32x4." + name, floats((x, y) -> Expr.of(of32, x, y)));
      operations.binary("f64x2." + name, doubles((x, y) -> Expr.of(of64, x, y)));
    }
    for (String name : new String[] {"eq", "ne", "lt", "gt", "le", "ge"}) {
      Opcode of32 = scalar("F32_", name);
      Opcode of64 = scalar("F64_", name);
      operations.binary(
          "f32x4." + name,
          (a, b) ->
              Halves.ints(a, b, (x, y) -> Expr.of(of32, Halves.f32(x), Halves.f32(y)).negated()));
      operations.binary(
          "f64x2." + name, (a, b) -> Expr.of(of64, Halves.f64(a), Halves.f64(b)).mask64());
    }
    operations.unary("f32x4.abs", a -> a.and(~SIGNS_32));
    operations.unary("f32x4.neg", a -> a.xor(SIGNS_32));
    operations.unary("f64x2.abs", a -> a.and(Long.MAX_VALUE));
    operations.unary("f64x2.neg", a -> a.xor(Long.MIN_VALUE));
    operations.binary("f32x4.pmin", (a, b) -> chosenFloats(a, b, false));
    operations.binary("f32x4.pmax", (a, b) -> chosenFloats(a, b, true));
    operations.binary("f64x2.pmin", (a, b) -> chosenDouble(a, b, false));
    operations.binary("f64x2.pmax", (a, b) -> chosenDouble(a, b, true));
  }

  private static Opcode scalar(String prefix, String name) {
    return Opcode.valueOf(prefix + name.toUpperCase(Locale.ROOT));
  }

  private static UnaryOperator<Expr> floats(UnaryOperator<Expr> lane) {
    return a -> Halves.ints(a, x -> Halves.bits32(lane.apply(Halves.f32(x))));
  }

  private static BinaryOperator<Expr> floats(BinaryOperator<Expr> lane) {
    return (a, b) ->
        Halves.ints(a, b, (x, y) -> Halves.bits32(lane.apply(Halves.f32(x), Halves.f32(y))));
  }

  private static UnaryOperator<Expr> doubles(UnaryOperator<Expr> lane) {
    return a -> Halves.bits64(lane.apply(Halves.f64(a)));
  }

  private static BinaryOperator<Expr> doubles(BinaryOperator<Expr> lane) {
    return (a, b) -> Halves.bits64(lane.apply(Halves.f64(a), Halves.f64(b)));
  }

  /** The second operand where it is less (or greater), bit by bit as it is; else the first. */
  private static Expr chosenFloats(Expr a, Expr b, boolean greater) {
    return Halves.ints(
        a,
        b,
        (x, y) -> {
          Opcode compare = greater ? Opcode.F32_LT : Opcode.F32_GT;
          return Expr.select(Expr.of(compare, Halves.f32(x), Halves.f32(y)), y, x);
        });
  }

  private static Expr chosenDouble(Expr a, Expr b, boolean greater) {
    Opcode compare = greater ? Opcode.F64_LT : Opcode.F64_GT;
    return Expr.select(Expr.of(compare, Halves.f64(a), Halves.f64(b)), b, a);
  }
}
