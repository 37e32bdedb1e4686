package dev.morph.engine.endive;

import run.endive.wasm.types.TableLimits;

/**
 * Works around a fault of Endive 1.0.0: address and offset of a memory access are added as 32-bit
 * numbers, so an offset of 2 GiB or more wraps round to an address inside. No memory is so large
 * here, so such an access always traps; it does with the largest positive offset too, which is
 * written in its place.
 */
final class LargeOffsets {
  private static final byte[] CLAMPED = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};

  private LargeOffsets() {}

  /**
   * Lowers minimums of tables that the parser would refuse to 10,000,000, in place. The scan keeps
   * the true ones, which are asked of the budget.
   */
  static void lowerTableMinimums(ModuleScan scan) {
    for (int at : scan.largeTableMinimums) {
      var in = new Cursor(scan.wasm, at, scan.wasm.length);
      in.u32();
      int last = in.position() - 1;
      long rest = TableLimits.LIMIT_MAX;
      for (int i = at; i < last; i++, rest >>>= 7) {
        scan.wasm[i] = (byte) (rest & 0x7F | 0x80);
      }
      scan.wasm[last] = (byte) rest;
    }
  }

  /** Overwrites the offsets in the scan's bytes; each is five bytes long, as all of 32 bits are. */
  static void clamp(ModuleScan scan) {
    for (int at : scan.largeOffsets) {
      var in = new Cursor(scan.wasm, at, scan.wasm.length);
      in.u64();
      if (in.position() - at == CLAMPED.length && (scan.wasm[at + 4] & 0xF0) == 0) {
        System.arraycopy(CLAMPED, 0, scan.wasm, at, CLAMPED.length);
      }
    }
  }
}
