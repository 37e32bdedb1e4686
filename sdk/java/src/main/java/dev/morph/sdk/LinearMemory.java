package dev.morph.sdk;

import org.teavm.interop.Address;
import org.teavm.interop.Export;

/**
 * The linear memory and its allocator: a stack, because calls and their bytes nest. What is freed
 * out of turn comes back when all is free, which is at the end of each call.
 */
final class LinearMemory {
  private static final int PAGE_BITS = 16;
  private static final int MOST_BYTES = 0x7fff_0000;
  private static int base;
  private static int top;
  private static int limit;
  private static int blocks;

  private LinearMemory() {}

  /** The first byte behind the static data; the compiler plugin puts a global in its place. */
  static native int heapBase();

  /** The instruction {@code memory.grow}: the old size in pages, or -1. */
  static native int grow(int pages);

  /** Says that this guest reads CBOR, whose bytes are copied and not spelled. */
  @Export(name = "morph_envelope")
  static int envelope() {
    return 2;
  }

  /** So many bytes at an address that 8 divides, or 0 if there are none. */
  @Export(name = "morph_alloc")
  static int alloc(int length) {
    if (base == 0) {
      base = heapBase();
      top = base;
      limit = grow(0) << PAGE_BITS;
    }
    if (length < 0 || length > MOST_BYTES - top) {
      return 0;
    }
    int size = rounded(length);
    int missing = size - (limit - top);
    if (missing > 0) {
      int pages = (missing + 0xffff) >>> PAGE_BITS;
      int before = grow(pages);
      if (before < 0) {
        return 0;
      }
      limit = (before + pages) << PAGE_BITS;
    }
    int at = top;
    top += size;
    blocks++;
    return at;
  }

  /** Gives bytes back; null is fine. */
  @Export(name = "morph_free")
  static void free(int at, int length) {
    if (at == 0) {
      return;
    }
    blocks--;
    if (blocks == 0) {
      top = base;
    } else if (at + rounded(length) == top) {
      top = at;
    }
  }

  private static int rounded(int length) {
    return (Math.max(length, 1) + 7) & -8;
  }

  /** Copies the bytes that the host gave, and frees them. */
  static byte[] take(int at, int length) {
    byte[] bytes = new byte[length];
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      long word = Address.fromInt(at + i).getLong();
      for (int j = 0; j < 8; j++) {
        bytes[i + j] = (byte) (word >>> (8 * j));
      }
    }
    for (; i < length; i++) {
      bytes[i] = Address.fromInt(at + i).getByte();
    }
    if (length > 0) {
      free(at, length);
    }
    return bytes;
  }

  /** Copies bytes out for the host, which frees them: address above, length below. */
  static long give(byte[] bytes) {
    if (bytes.length == 0) {
      return 0;
    }
    int at = alloc(bytes.length);
    if (at == 0) {
      throw new OutOfMemoryError();
    }
    for (int i = 0; i < bytes.length; i++) {
      Address.fromInt(at + i).putByte(bytes[i]);
    }
    return ((long) at << 32) | bytes.length;
  }
}
