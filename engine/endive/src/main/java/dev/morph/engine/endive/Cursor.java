package dev.morph.engine.endive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the binary format's primitives; core spec 5.2. Not safe for several threads. */
final class Cursor {
  /** The bytes do not decode. Caught by the loader. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  final byte[] bytes;
  private final int limit;
  private int position;

  Cursor(byte[] bytes, int position, int limit) {
    this.bytes = bytes;
    this.position = position;
    this.limit = limit;
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position >= limit;
  }

  int u8() {
    if (position >= limit) {
      throw new Malformed("unexpected end at byte " + position);
    }
    return bytes[position++] & 0xFF;
  }

  void skip(long count) {
    if (count < 0 || count > limit - position) {
      throw new Malformed(count + " bytes wanted at byte " + position + ", the end is " + limit);
    }
    position += (int) count;
  }

  /** An unsigned LEB128 of at most 32 bits. */
  long u32() {
    long value = unsigned(5);
    if (value > 0xFFFF_FFFFL) {
      throw new Malformed("integer too large at byte " + position);
    }
    return value;
  }

  /** An index or a count; what does not fit cannot be in a file of at most 2 GiB. */
  int index() {
    long value = u32();
    if (value > Integer.MAX_VALUE) {
      throw new Malformed("index " + value + " at byte " + position);
    }
    return (int) value;
  }

  long u64() {
    return unsigned(10);
  }

  private long unsigned(int maxBytes) {
    long value = 0;
    for (int i = 0; i < maxBytes; i++) {
      int b = u8();
      value |= (b & 0x7FL) << (7 * i);
      if ((b & 0x80) == 0) {
        return value;
      }
    }
    throw new Malformed("integer representation too long at byte " + position);
  }

  /** A signed LEB128 of at most 33 bits, as heap types and block types are. */
  long s33() {
    return signed(5);
  }

  long s64() {
    return signed(10);
  }

  private long signed(int maxBytes) {
    long value = 0;
    for (int i = 0; i < maxBytes; i++) {
      int b = u8();
      value |= (b & 0x7FL) << (7 * i);
      if ((b & 0x80) == 0) {
        int shift = 64 - Math.min(64, 7 * (i + 1));
        return value << shift >> shift;
      }
    }
    throw new Malformed("integer representation too long at byte " + position);
  }

  String name() {
    int length = index();
    int start = position;
    skip(length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("malformed UTF-8 in the name at byte " + start);
    }
  }

  /** The next bytes as a cursor of their own. */
  Cursor slice(int length) {
    int start = position;
    skip(length);
    return new Cursor(bytes, start, start + length);
  }

  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, position, limit);
    position = limit;
    return rest;
  }
}
