package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.Opcode;

/**
 * Arithmetic and comparison of lanes of 8 and 16 bits: all lanes of a half in one i64. Where a
 * carry could leave its lane, the lanes' highest bits are left out of the sum and put in after.
 */
final class SmallLanes {
  private final Lane lane;

  private SmallLanes(Lane lane) {
    this.lane = lane;
  }

  static void define(Operations operations) {
    for (Lane lane : new Lane[] {Lane.BYTE, Lane.SHORT}) {
      new SmallLanes(lane).defineFor(operations);
    }
    operations.unary("i8x16.popcnt", SmallLanes::bitCounts);
    operations.binary("i16x8.mul", SmallLanes::products);
    operations.binary("i16x8.q15mulr_sat_s", SmallLanes::roundedProducts);
  }

  private void defineFor(Operations operations) {
    String shape = lane.shape;
    operations.binary(shape + ".add", (a, b) -> sum(lane, a, b));
    operations.binary(shape + ".sub", (a, b) -> difference(lane, a, b));
    operations.unary(shape + ".neg", a -> difference(lane, Expr.i64(0), a));
    operations.unary(shape + ".abs", this::absolute);
    operations.binary(shape + ".add_sat_s", this::signedSaturatedSum);
    operations.binary(shape + ".add_sat_u", this::unsignedSaturatedSum);
    operations.binary(shape + ".sub_sat_s", this::signedSaturatedDifference);
    operations.binary(shape + ".sub_sat_u", this::unsignedSaturatedDifference);
    operations.binary(shape + ".avgr_u", this::roundedAverage);
    operations.binary(shape + ".eq", (a, b) -> filled(unequalSigns(a, b).xor(lane.signs)));
    operations.binary(shape + ".ne", (a, b) -> filled(unequalSigns(a, b)));
    operations.binary(shape + ".lt_u", this::less);
    operations.binary(shape + ".gt_u", (a, b) -> less(b, a));
    operations.binary(shape + ".le_u", (a, b) -> less(b, a).not());
    operations.binary(shape + ".ge_u", (a, b) -> less(a, b).not());
    operations.binary(shape + ".lt_s", (a, b) -> signedLess(lane, a, b));
    operations.binary(shape + ".gt_s", (a, b) -> signedLess(lane, b, a));
    operations.binary(shape + ".le_s", (a, b) -> signedLess(lane, b, a).not());
    operations.binary(shape + ".ge_s", (a, b) -> signedLess(lane, a, b).not());
    operations.binary(shape + ".min_u", (a, b) -> chosen(less(a, b), a, b));
    operations.binary(shape + ".max_u", (a, b) -> chosen(less(a, b), b, a));
    operations.binary(shape + ".min_s", (a, b) -> signedMin(lane, a, b));
    operations.binary(shape + ".max_s", (a, b) -> signedMax(lane, a, b));
    operations.shift(shape + ".shl", this::shiftedLeft);
    operations.shift(shape + ".shr_u", this::shiftedRight);
    operations.shift(shape + ".shr_s", this::shiftedRightSigned);
    operations.test(shape + ".all_true", this::allTrue);
    operations.test(shape + ".bitmask", this::signBits);
  }

  static Expr sum(Lane lane, Expr a, Expr b) {
    return a.and(~lane.signs).plus(b.and(~lane.signs)).xor(a.xor(b).and(lane.signs));
  }

  static Expr difference(Lane lane, Expr a, Expr b) {
    return a.or(lane.signs).minus(b.and(~lane.signs)).xor(a.xor(b.not()).and(lane.signs));
  }

  /** Lanes of ones where the lane's highest bit is set; the other bits are zero. */
  private Expr filled(Expr signs) {
    return filled(lane, signs);
  }

  private static Expr filled(Lane lane, Expr signs) {
    return signs.shr(lane.bits - 1).times(lane.mask);
  }

  /** The highest bit of each lane that is not zero. */
  private static Expr nonZeroSigns(Lane lane, Expr a) {
    return a.and(~lane.signs).plus(~lane.signs).or(a).and(lane.signs);
  }

  private Expr unequalSigns(Expr a, Expr b) {
    return Expr.let(a.xor(b), x -> nonZeroSigns(lane, x));
  }

  /** The highest bit of each lane whose difference borrows. */
  private static Expr borrows(Lane lane, Expr a, Expr b, Expr difference) {
    return a.not().and(b).or(a.xor(b).not().and(difference)).and(lane.signs);
  }

  /** Lanes of ones where a is less, unsigned. */
  private Expr less(Expr a, Expr b) {
    return less(lane, a, b);
  }

  private static Expr less(Lane lane, Expr a, Expr b) {
    return filled(lane, borrows(lane, a, b, difference(lane, a, b)));
  }

  private static Expr signedLess(Lane lane, Expr a, Expr b) {
    return Expr.let(a.xor(lane.signs), x -> Expr.let(b.xor(lane.signs), y -> less(lane, x, y)));
  }

  private static Expr chosen(Expr mask, Expr yes, Expr no) {
    return no.xor(yes.xor(no).and(mask));
  }

  static Expr signedMin(Lane lane, Expr a, Expr b) {
    return chosen(signedLess(lane, a, b), a, b);
  }

  static Expr signedMax(Lane lane, Expr a, Expr b) {
    return chosen(signedLess(lane, a, b), b, a);
  }

  /** Ones' complement where negative, and one more. */
  private Expr absolute(Expr a) {
    return Expr.let(
        a.shr(lane.bits - 1).and(lane.ones), sign -> a.xor(sign.times(lane.mask)).plus(sign));
  }

  private Expr unsignedSaturatedSum(Expr a, Expr b) {
    return Expr.let(
        sum(lane, a, b),
        sum -> {
          Expr carries = a.and(b).or(a.or(b).and(sum.not())).and(lane.signs);
          return sum.or(filled(carries));
        });
  }

  private Expr unsignedSaturatedDifference(Expr a, Expr b) {
    return Expr.let(
        difference(lane, a, b),
        difference -> difference.and(filled(borrows(lane, a, b, difference)).not()));
  }

  private Expr signedSaturatedSum(Expr a, Expr b) {
    return Expr.let(sum(lane, a, b), sum -> saturated(sum, a, a.xor(b).not().and(a.xor(sum))));
  }

  private Expr signedSaturatedDifference(Expr a, Expr b) {
    return Expr.let(
        difference(lane, a, b),
        difference -> saturated(difference, a, a.xor(b).and(a.xor(difference))));
  }

  /** The value, but where a lane overflowed the least or the greatest one, as a's sign says. */
  private Expr saturated(Expr value, Expr a, Expr overflows) {
    Expr extremes = a.shr(lane.bits - 1).and(lane.ones).plus(~lane.signs);
    return chosen(filled(overflows.and(lane.signs)), extremes, value);
  }

  private Expr roundedAverage(Expr a, Expr b) {
    return a.or(b).minus(a.xor(b).shr(1).and(~lane.signs));
  }

  private static Expr amount(Lane lane, Expr count) {
    return count.and(lane.bits - 1).extended();
  }

  private Expr shiftedLeft(Expr a, Expr count) {
    return Expr.let(
        amount(lane, count),
        by -> a.shl(by).and(Expr.i64(lane.mask).shl(by).and(lane.mask).times(lane.ones)));
  }

  private Expr shiftedRight(Expr a, Expr count) {
    return Expr.let(amount(lane, count), by -> a.shr(by).and(keptBits(by)));
  }

  /** The bits of each lane that a shift to the right does not fill. */
  private Expr keptBits(Expr by) {
    return Expr.i64(lane.mask).shr(by).times(lane.ones);
  }

  private Expr shiftedRightSigned(Expr a, Expr count) {
    return Expr.let(
        amount(lane, count),
        by ->
            Expr.let(
                keptBits(by),
                kept -> a.shr(by).and(kept).or(filled(a.and(lane.signs)).and(kept.not()))));
  }

  private Expr allTrue(Expr low, Expr high) {
    Expr signs = nonZeroSigns(lane, low).and(nonZeroSigns(lane, high));
    return Expr.of(Opcode.I64_EQ, signs, Expr.i64(lane.signs));
  }

  private Expr signBits(Expr low, Expr high) {
    return gathered(low).or(gathered(high).shl(lane.count())).wrapped();
  }

  /**
   * The lanes' highest bits, side by side from bit 0. A product moves the bit of lane i to where
   * the lowest such bit of the uppermost places is, plus i; no two of its terms meet.
   */
  private Expr gathered(Expr half) {
    int top = 64 - lane.bits;
    long places = 0;
    for (int i = 0; i < lane.count(); i++) {
      places |= 1L << (top - i * (lane.bits - 1));
    }
    Expr moved = half.shr(lane.bits - 1).and(lane.ones).times(places).shr(top);
    return moved.and((1 << lane.count()) - 1);
  }

  private static Expr bitCounts(Expr a) {
    long pairs = 0x5555_5555_5555_5555L;
    long quads = 0x3333_3333_3333_3333L;
    return Expr.let(
        a.minus(a.shr(1).and(pairs)),
        twos ->
            Expr.let(
                twos.and(quads).plus(twos.shr(2).and(quads)),
                fours -> fours.plus(fours.shr(4)).and(0x0F0F_0F0F_0F0F_0F0FL)));
  }

  /** Products of lanes of 16 bits, without what is above them. */
  static Expr products(Expr a, Expr b) {
    Expr all = a.times(b).and(0xFFFF);
    for (int at = 16; at < 64; at += 16) {
      Expr product = a.shr(at).times(b.shr(at));
      all = all.or((at == 48 ? product : product.and(0xFFFF)).shl(at));
    }
    return all;
  }

  /** (a * b + 2^14) >> 15 for each lane of 16 bits; only -1 times -1 is too large. */
  private static Expr roundedProducts(Expr a, Expr b) {
    Expr all = Expr.i64(0);
    for (int at = 0; at < 64; at += 16) {
      Expr product = signedLane(a, at).times(signedLane(b, at)).plus(1 << 14).sar(15);
      Expr capped =
          Expr.let(product, p -> p.minus(Expr.of(Opcode.I64_EQ, p, Expr.i64(1 << 15)).extended()));
      all = all.or(capped.and(0xFFFF).shl(at));
    }
    return all;
  }

  /** A lane of 16 bits as a signed i64. */
  static Expr signedLane(Expr half, int at) {
    return Expr.of(Opcode.I64_EXTEND16_S, half.shr(at));
  }
}
