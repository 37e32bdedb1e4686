package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.Opcode;

/** Instructions whose result has lanes of another kind or width than their operands. */
final class Conversions {
  private static final boolean[] SIGNS = {true, false};

  private Conversions() {}

  static void define(Operations operations) {
    for (boolean signed : SIGNS) {
      widening(operations, Lane.BYTE, Lane.SHORT, signed);
      widening(operations, Lane.SHORT, Lane.INT, signed);
      widening(operations, Lane.INT, Lane.LONG, signed);
      narrowing(operations, signed);
      floats(operations, signed);
    }
    operations.unary("i16x8.extadd_pairwise_i8x16_s", Conversions::signedByteSums);
    operations.unary("i16x8.extadd_pairwise_i8x16_u", Conversions::byteSums);
    operations.unary(
        "i32x4.extadd_pairwise_i16x8_s",
        a -> Halves.ints(a, x -> Expr.of(Opcode.I32_EXTEND16_S, x).plus(x.sar(16))));
    operations.unary(
        "i32x4.extadd_pairwise_i16x8_u", a -> Halves.ints(a, x -> x.and(0xFFFF).plus(x.shr(16))));
    operations.binary("i32x4.dot_i16x8_s", (a, b) -> Halves.ints(a, b, Conversions::dotProduct));
    operations.define(
        "f32x4.demote_f64x2_zero",
        use -> zeroAbove(use, "f32x4.demote_f64x2_zero", x -> Halves.bits32(demoted(x[0]))));
    operations.define(
        "f64x2.promote_low_f32x4",
        use ->
            fromLow(
                use,
                "f64x2.promote_low_f32x4",
                x -> Halves.bits64(Expr.of(Opcode.F64_PROMOTE_F32, Halves.f32(x[0])))));
  }

  private static String suffix(boolean signed) {
    return signed ? "_s" : "_u";
  }

  /** Extensions and products of one half's lanes, which fill a vector of wider lanes. */
  private static void widening(Operations operations, Lane from, Lane to, boolean signed) {
    for (int part = 0; part < 2; part++) {
      int source = part;
      String tail = (part == 0 ? "_low_" : "_high_") + from.shape + suffix(signed);
      operations.define(
          to.shape + ".extend" + tail, use -> extended(use, from, signed, use.operand(source)));
      String multiply = "extmul" + from.shape + suffix(signed);
      operations.define(
          to.shape + ".extmul" + tail,
          use ->
              new Expr[] {
                use.formula(
                    multiply,
                    x -> product(to, widened(from, signed, x[0]), widened(from, signed, x[1])),
                    use.operand(source),
                    use.operand(2 + source)),
                use.formula(
                    multiply + ">>32",
                    x ->
                        product(
                            to,
                            widened(from, signed, x[0].shr(32)),
                            widened(from, signed, x[1].shr(32))),
                    use.operand(source),
                    use.operand(2 + source))
              });
    }
  }

  /** The lanes of a half in twice their width, which fill a vector. */
  static Expr[] extended(Use use, Lane from, boolean signed, Expr half) {
    String key = "extend" + from.shape + suffix(signed);
    return new Expr[] {
      use.formula(key, x -> widened(from, signed, x[0]), half),
      use.formula(key + ">>32", x -> widened(from, signed, x[0].shr(32)), half)
    };
  }

  /** The lanes of the low 32 bits in twice their width. */
  private static Expr widened(Lane from, boolean signed, Expr half) {
    return switch (from) {
      case BYTE -> {
        Expr pairs = half.and(0xFFFF_FFFFL);
        Expr spread =
            Expr.let(
                pairs,
                x ->
                    Expr.let(
                        x.or(x.shl(16)).and(0x0000_FFFF_0000_FFFFL),
                        y -> y.or(y.shl(8)).and(0x00FF_00FF_00FF_00FFL)));
        yield signed ? signFilled(spread, 0x0080_0080_0080_0080L, 0xFF) : spread;
      }
      case SHORT -> {
        Expr spread = half.and(0xFFFF).or(half.shl(16).and(0x0000_FFFF_0000_0000L));
        yield signed ? signFilled(spread, 0x0000_8000_0000_8000L, 0xFFFF) : spread;
      }
      case INT ->
          signed ? Expr.of(Opcode.I64_EXTEND_I32_S, half.wrapped()) : half.and(0xFFFF_FFFFL);
      case LONG -> throw new IllegalArgumentException("nothing is wider");
    };
  }

  /** Fills each lane above its sign with it. */
  private static Expr signFilled(Expr lanes, long signs, long above) {
    return Expr.let(lanes, x -> x.or(x.and(signs).shl(1).times(above)));
  }

  private static Expr product(Lane lane, Expr a, Expr b) {
    return Expr.let(
        a,
        x ->
            Expr.let(
                b,
                y ->
                    switch (lane) {
                      case SHORT -> SmallLanes.products(x, y);
                      case INT -> Halves.ints(x, y, Expr::times);
                      case LONG -> x.times(y);
                      case BYTE -> throw new IllegalArgumentException("no products of bytes");
                    }));
  }

  private static Expr byteSums(Expr a) {
    return a.and(0x00FF_00FF_00FF_00FFL).plus(a.shr(8).and(0x00FF_00FF_00FF_00FFL));
  }

  /** With 128 added to each byte they are unsigned; the sum of two is 256 too large. */
  private static Expr signedByteSums(Expr a) {
    return Expr.let(
        a.xor(Lane.BYTE.signs),
        x ->
            Expr.let(
                byteSums(x),
                sums -> SmallLanes.difference(Lane.SHORT, sums, Expr.i64(Lane.SHORT.ones << 8))));
  }

  private static Expr dotProduct(Expr a, Expr b) {
    Expr low = Expr.of(Opcode.I32_EXTEND16_S, a).times(Expr.of(Opcode.I32_EXTEND16_S, b));
    return low.plus(a.sar(16).times(b.sar(16)));
  }

  private static void narrowing(Operations operations, boolean signed) {
    narrowing(operations, "i8x16.narrow_i16x8", signed, x -> narrowedShorts(x[0], signed));
    narrowing(operations, "i16x8.narrow_i32x4", signed, x -> narrowedInts(x[0], signed));
  }

  private static void narrowing(
      Operations operations, String name, boolean signed, Formula narrow) {
    String key = name + suffix(signed);
    operations.define(
        key,
        use ->
            new Expr[] {
              use.formula(key, narrow, use.operand(0))
                  .or(use.formula(key, narrow, use.operand(1)).shl(32)),
              use.formula(key, narrow, use.operand(2))
                  .or(use.formula(key, narrow, use.operand(3)).shl(32))
            });
  }

  /** Four lanes of 16 bits as four saturated bytes, in the low 32 bits. */
  private static Expr narrowedShorts(Expr half, boolean signed) {
    Expr least = Expr.i64(Lane.SHORT.ones * (signed ? 0xFF80 : 0));
    Expr most = Expr.i64(Lane.SHORT.ones * (signed ? 0x7F : 0xFF));
    return Expr.let(
        SmallLanes.signedMax(Lane.SHORT, half, least),
        x ->
            Expr.let(
                SmallLanes.signedMin(Lane.SHORT, x, most).and(0x00FF_00FF_00FF_00FFL),
                y ->
                    Expr.let(
                        y.or(y.shr(8)).and(0x0000_FFFF_0000_FFFFL),
                        z -> z.or(z.shr(16)).and(0xFFFF_FFFFL))));
  }

  /** Two lanes of 32 bits as two saturated ones of 16, in the low 32 bits. */
  private static Expr narrowedInts(Expr half, boolean signed) {
    int least = signed ? Short.MIN_VALUE : 0;
    int most = signed ? Short.MAX_VALUE : 0xFFFF;
    Expr low = clamped(Halves.low(half), least, most).and(0xFFFF);
    Expr high = clamped(Halves.high(half), least, most).shl(16);
    return low.or(high).extended();
  }

  private static Expr clamped(Expr i32, int least, int most) {
    return Expr.let(
        Expr.let(
            i32,
            x -> {
              Expr bound = Expr.i32(least);
              return Expr.select(Expr.of(Opcode.I32_LT_S, x, bound), bound, x);
            }),
        x -> {
          Expr bound = Expr.i32(most);
          return Expr.select(Expr.of(Opcode.I32_GT_S, x, bound), bound, x);
        });
  }

  private static void floats(Operations operations, boolean signed) {
    Opcode fromFloat = signed ? Opcode.I32_TRUNC_SAT_F32_S : Opcode.I32_TRUNC_SAT_F32_U;
    Opcode fromDouble = signed ? Opcode.I32_TRUNC_SAT_F64_S : Opcode.I32_TRUNC_SAT_F64_U;
    Opcode toFloat = signed ? Opcode.F32_CONVERT_I32_S : Opcode.F32_CONVERT_I32_U;
    Opcode toDouble = signed ? Opcode.F64_CONVERT_I32_S : Opcode.F64_CONVERT_I32_U;
    operations.unary(
        "i32x4.trunc_sat_f32x4" + suffix(signed),
        a -> Halves.ints(a, x -> Expr.of(fromFloat, Halves.f32(x))));
    operations.unary(
        "f32x4.convert_i32x4" + suffix(signed),
        a -> Halves.ints(a, x -> Halves.bits32(Expr.of(toFloat, x))));
    String truncate = "i32x4.trunc_sat_f64x2" + suffix(signed) + "_zero";
    operations.define(
        truncate, use -> zeroAbove(use, truncate, x -> Expr.of(fromDouble, Halves.f64(x[0]))));
    String convert = "f64x2.convert_low_i32x4" + suffix(signed);
    operations.define(
        convert, use -> fromLow(use, convert, x -> Halves.bits64(Expr.of(toDouble, x[0]))));
  }

  private static Expr demoted(Expr bits) {
    return Expr.of(Opcode.F32_DEMOTE_F64, Halves.f64(bits));
  }

  /** Each lane of 64 bits as an i32 in the low half; the high half is zero. */
  private static Expr[] zeroAbove(Use use, String key, Formula lane) {
    Formula both = x -> Halves.of(lane.of(new Expr[] {x[0]}), lane.of(new Expr[] {x[1]}));
    return new Expr[] {use.formula(key, both, use.operand(0), use.operand(1)), Expr.i64(0)};
  }

  /** Both lanes of 32 bits of the low half as lanes of 64. */
  private static Expr[] fromLow(Use use, String key, Formula lane) {
    Expr source = use.operand(0);
    return new Expr[] {
      use.formula(key, x -> lane.of(new Expr[] {Halves.low(x[0])}), source),
      use.formula(key + ">>32", x -> lane.of(new Expr[] {Halves.high(x[0])}), source)
    };
  }
}
