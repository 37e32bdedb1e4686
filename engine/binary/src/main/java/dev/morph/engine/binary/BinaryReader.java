package dev.morph.engine.binary;

import dev.morph.base.Utf8;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import java.nio.charset.StandardCharsets;

/** Reads the primitives of the binary format (core spec 5.2) between two positions. Not shared. */
final class BinaryReader {
  final byte[] bytes;
  private final int limit;
  private int position;

  BinaryReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.limit = end;
  }

  int position() {
    return position;
  }

  int limit() {
    return limit;
  }

  int remaining() {
    return limit - position;
  }

  boolean atEnd() {
    return position >= limit;
  }

  ModuleException malformed(String what) {
    return new ModuleException(
        Phase.MALFORMED, "the module is malformed: " + what + " at byte " + position);
  }

  int u8() {
    if (position >= limit) {
      throw malformed("unexpected end");
    }
    return bytes[position++] & 0xFF;
  }

  int peek() {
    return position < limit ? bytes[position] & 0xFF : -1;
  }

  void skip(long count) {
    if (count < 0 || count > limit - position) {
      throw malformed("unexpected end, " + count + " bytes wanted");
    }
    position += (int) count;
  }

  /** An unsigned LEB128 of 32 bits. */
  long u32() {
    int first = position < limit ? bytes[position] : -1;
    if (first >= 0) {
      position++;
      return first;
    }
    return unsigned(32);
  }

  long u64() {
    return unsigned(64);
  }

  /** An index; one above the largest int names nothing, and is the largest int here. */
  int index() {
    return (int) Math.min(u32(), Integer.MAX_VALUE);
  }

  /** How many entries follow, each of at least one byte, so never more than there are bytes. */
  int count() {
    long count = u32();
    if (count > remaining()) {
      throw malformed("unexpected end, " + count + " entries announced");
    }
    return (int) count;
  }

  private long unsigned(int bits) {
    long value = 0;
    for (int shift = 0; shift < bits; shift += 7) {
      int b = u8();
      value |= (b & 0x7FL) << shift;
      if (bits - shift < 7 && (b & 0x7F) >>> (bits - shift) != 0) {
        throw malformed(b >= 0x80 ? "integer representation too long" : "integer too large");
      }
      if (b < 0x80) {
        return value;
      }
    }
    throw malformed("integer representation too long");
  }

  int s32() {
    return (int) signed(32);
  }

  /** As heap types and block types are written. */
  long s33() {
    return signed(33);
  }

  long s64() {
    return signed(64);
  }

  private long signed(int bits) {
    long value = 0;
    for (int shift = 0; shift < bits; shift += 7) {
      int b = u8();
      value |= (b & 0x7FL) << shift;
      int used = bits - shift;
      if (used < 7) {
        // the bits above the number's sign must repeat it
        int high = (byte) (b << 1) >> used;
        if (b >= 0x80) {
          throw malformed("integer representation too long");
        }
        if (high != 0 && high != -1) {
          throw malformed("integer too large");
        }
      }
      if (b < 0x80) {
        int free = Math.max(0, 64 - shift - 7);
        return value << free >> free;
      }
    }
    throw malformed("integer representation too long");
  }

  int littleEndian32() {
    int at = position;
    skip(4);
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | bytes[at + 3] << 24;
  }

  long littleEndian64() {
    return (littleEndian32() & 0xFFFF_FFFFL) | (long) littleEndian32() << 32;
  }

  String name() {
    long length = u32();
    int start = position;
    skip(length);
    if (!Utf8.isValid(bytes, start, (int) length)) {
      throw malformed("malformed UTF-8 in a name");
    }
    return new String(bytes, start, (int) length, StandardCharsets.UTF_8);
  }

  /** The next bytes as a reader of their own; this one goes on behind them. */
  BinaryReader slice(long length) {
    int start = position;
    skip(length);
    return new BinaryReader(bytes, start, position);
  }

  int heapType() {
    long type = s33();
    if (!HeapType.exists(type)) {
      throw malformed("malformed reference type");
    }
    return (int) Math.min(type, Integer.MAX_VALUE);
  }

  ValType valueType() {
    return valueType(u8());
  }

  ValType valueType(int first) {
    return switch (first) {
      case 0x7F -> ValType.I32;
      case 0x7E -> ValType.I64;
      case 0x7D -> ValType.F32;
      case 0x7C -> ValType.F64;
      case 0x7B -> ValType.V128;
      case 0x70 -> ValType.FUNCREF;
      case 0x6F -> ValType.EXTERNREF;
      case 0x64 -> ValType.ref(false, heapType());
      case 0x63 -> ValType.ref(true, heapType());
      default -> {
        if (!isShortRef(first)) {
          throw malformed("malformed value type " + first);
        }
        yield ValType.ref(true, first - 0x80);
      }
    };
  }

  /** Whether a byte is an abstract heap type, which alone means a nullable reference to it. */
  static boolean isShortRef(int first) {
    return first < 0x80 && HeapType.exists(first - 0x80L) && first >= 0x69;
  }

  ValType referenceType() {
    ValType type = valueType();
    if (!type.isRef()) {
      throw malformed("malformed reference type");
    }
    return type;
  }
}
