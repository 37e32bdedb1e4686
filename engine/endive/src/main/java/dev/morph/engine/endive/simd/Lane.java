package dev.morph.engine.endive.simd;

/** The integer lanes of half a vector, an i64. */
enum Lane {
  BYTE(8, "i8x16"),
  SHORT(16, "i16x8"),
  INT(32, "i32x4"),
  LONG(64, "i64x2");

  final int bits;

  /** The shape's name in the text format. */
  final String shape;

  /** One lane's bits, in the lowest lane. */
  final long mask;

  /** The lowest bit of each lane. */
  final long ones;

  /** The highest bit of each lane. */
  final long signs;

  Lane(int bits, String shape) {
    this.bits = bits;
    this.shape = shape;
    this.mask = -1L >>> (64 - bits);
    this.ones = Long.divideUnsigned(-1, mask);
    this.signs = ones << (bits - 1);
  }

  /** How many lanes half a vector has. */
  int count() {
    return 64 / bits;
  }
}
