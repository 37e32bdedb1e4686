package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.Opcode;
import org.jspecify.annotations.Nullable;

/** Instructions that move bytes between places. */
final class Shuffles {
  private Shuffles() {}

  static void define(Operations operations) {
    operations.define("i8x16.swizzle", use -> new Expr[] {swizzled(use, 2), swizzled(use, 3)});
    operations.define(
        "i8x16.shuffle",
        use ->
            new Expr[] {
              shuffled(use, use.instruction().bits()), shuffled(use, use.instruction().highBits())
            });
  }

  private static Expr swizzled(Use use, int indices) {
    return use.formula(
        "i8x16.swizzle",
        x -> swizzled(x[0], x[1], x[2]),
        use.operand(0),
        use.operand(1),
        use.operand(indices));
  }

  private static Expr swizzled(Expr low, Expr high, Expr indices) {
    Expr all = Expr.i64(0);
    for (int at = 0; at < 64; at += 8) {
      Expr picked =
          Expr.let(
              indices.shr(at).and(0xFF),
              index -> {
                Expr half = Expr.select(Expr.of(Opcode.I64_LT_U, index, Expr.i64(8)), low, high);
                Expr within = Expr.of(Opcode.I64_LT_U, index, Expr.i64(16));
                return Expr.select(within, half.shr(index.shl(3)).and(0xFF), Expr.i64(0));
              });
      all = all.or(picked.shl(at));
    }
    return all;
  }

  /**
   * Half a result of constant lanes. Bytes that keep their distance to each other move together:
   * one shift and one mask for each source half and distance.
   *
   * @param lanes eight numbers of bytes, in a byte each: 0 to 15 of the first operand, 16 to 31 of
   *     the second
   */
  private static Expr shuffled(Use use, long lanes) {
    Expr[] sources = {use.operand(0), use.operand(1), use.operand(2), use.operand(3)};
    String key = "i8x16.shuffle " + Long.toHexString(lanes);
    if (use.wantsFewer(key)) {
      return use.formula(
          "i8x16.shuffle",
          x -> shuffled(x[0], x[1], x[2], x[3], x[4]),
          use.operand(0),
          use.operand(1),
          use.operand(2),
          use.operand(3),
          Expr.i64(lanes));
    }
    return use.formula(key, x -> shuffled(x, lanes), sources);
  }

  /** For any lanes, each below 32. */
  private static Expr shuffled(Expr a, Expr b, Expr c, Expr d, Expr lanes) {
    Expr fromSecond = lanes.xor(Lane.BYTE.ones << 4);
    return Expr.let(fromSecond, second -> swizzled(a, b, lanes).or(swizzled(c, d, second)));
  }

  private static Expr shuffled(Expr[] sources, long lanes) {
    long first = lanes & 0xFF;
    if (lanes == first * Lane.BYTE.ones) {
      Expr source = sources[(int) first >> 3];
      return source.shr(((int) first & 7) * 8).and(0xFF).times(Lane.BYTE.ones);
    }
    var masks = new long[sources.length][15];
    for (int i = 0; i < 8; i++) {
      int lane = (int) (lanes >>> 8 * i) & 0x1F;
      masks[lane >> 3][i - (lane & 7) + 7] |= 0xFFL << 8 * i;
    }
    @Nullable Expr all = null;
    for (int source = 0; source < sources.length; source++) {
      for (int move = -7; move <= 7; move++) {
        long mask = masks[source][move + 7];
        if (mask != 0) {
          Expr moved = moved(sources[source], move * 8, mask);
          all = all == null ? moved : all.or(moved);
        }
      }
    }
    if (all == null) {
      throw new IllegalStateException("each byte has a source");
    }
    return all;
  }

  private static Expr moved(Expr half, int bits, long mask) {
    Expr moved = bits < 0 ? half.shr(-bits) : half.shl(bits);
    long left = bits < 0 ? -1L >>> -bits : -1L << bits;
    return mask == left ? moved : moved.and(mask);
  }
}
