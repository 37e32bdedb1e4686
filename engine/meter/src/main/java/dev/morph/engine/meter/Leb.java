package dev.morph.engine.meter;

/** Reads unsigned numbers of the binary format from bytes that may be anything. Not shared. */
final class Leb {
  private final byte[] bytes;
  private final int end;
  private int position;

  Leb(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  int position() {
    return position;
  }

  /** Goes on at a place that is known by other means. */
  void moveTo(int next) {
    position = next;
  }

  boolean atEnd() {
    return position >= end;
  }

  /** The next byte, or -1 at the end. */
  int u8() {
    return position < end ? bytes[position++] & 0xFF : -1;
  }

  /** The next number of 32 bits, or -1 if there is none. */
  long u32() {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = u8();
      if (next < 0) {
        return -1;
      }
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value <= 0xFFFF_FFFFL ? value : -1;
      }
    }
    return -1;
  }

  /** Steps over so many bytes; false, and nothing is done, if there are fewer. */
  boolean skip(long count) {
    if (count < 0 || count > end - position) {
      return false;
    }
    position += (int) count;
    return true;
  }
}
