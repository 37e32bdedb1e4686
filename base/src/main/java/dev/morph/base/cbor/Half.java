package dev.morph.base.cbor;

/** Floating point numbers of 16 bits (IEEE 754, binary16). */
final class Half {
  private static final int FRACTION = 10;
  private static final int BIAS = 15;

  private Half() {}

  /** The bits of a number that 16 bits keep; -1 for others, and for what is not finite. */
  static int bits(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    if (value == 0) {
      return sign;
    }
    int exponent = (bits >>> 23 & 0xFF) - 127;
    int fraction = bits & 0x7FFFFF;
    int dropped = 23 - FRACTION;
    if (exponent > BIAS || exponent < 1 - BIAS - FRACTION) {
      return -1;
    }
    int half;
    if (exponent > -BIAS) {
      half = exponent + BIAS << FRACTION | fraction >>> dropped;
    } else {
      // Below the normal numbers the leading one is written too.
      dropped += 1 - BIAS - exponent;
      fraction |= 1 << 23;
      half = fraction >>> dropped;
    }
    return (fraction & (1 << dropped) - 1) == 0 ? sign | half : -1;
  }

  /** The number of 16 bits. */
  static double value(int bits) {
    int exponent = bits >>> FRACTION & 0x1F;
    int fraction = bits & (1 << FRACTION) - 1;
    double magnitude =
        switch (exponent) {
          case 0 -> fraction * power(1 - BIAS - FRACTION);
          case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> (fraction | 1 << FRACTION) * power(exponent - BIAS - FRACTION);
        };
    return (bits & 0x8000) == 0 ? magnitude : -magnitude;
  }

  private static double power(int exponent) {
    return Double.longBitsToDouble((long) (exponent + 1023) << 52);
  }
}
