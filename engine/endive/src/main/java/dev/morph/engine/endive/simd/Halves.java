package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.Opcode;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Half a vector as two lanes of 32 bits or one of 64, integers or floats. */
final class Halves {
  private Halves() {}

  static Expr low(Expr half) {
    return half.wrapped();
  }

  static Expr high(Expr half) {
    return half.shr(32).wrapped();
  }

  /** Two i32 as a half. */
  static Expr of(Expr low, Expr high) {
    return low.extended().or(high.extended().shl(32));
  }

  /** The same for both lanes of 32 bits. */
  static Expr ints(Expr a, UnaryOperator<Expr> lane) {
    return of(lane.apply(low(a)), lane.apply(high(a)));
  }

  /** The same for both pairs of lanes of 32 bits. */
  static Expr ints(Expr a, Expr b, BinaryOperator<Expr> lane) {
    return of(lane.apply(low(a), low(b)), lane.apply(high(a), high(b)));
  }

  static Expr f32(Expr bits) {
    return Expr.of(Opcode.F32_REINTERPRET_I32, bits);
  }

  static Expr bits32(Expr f32) {
    return Expr.of(Opcode.I32_REINTERPRET_F32, f32);
  }

  static Expr f64(Expr bits) {
    return Expr.of(Opcode.F64_REINTERPRET_I64, bits);
  }

  static Expr bits64(Expr f64) {
    return Expr.of(Opcode.I64_REINTERPRET_F64, f64);
  }
}
