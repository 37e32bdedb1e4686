package dev.morph.engine.binary;

import java.util.Arrays;

/** Writes the primitives of the binary format (core spec 5.2) into a growing array. Not shared. */
public final class BinaryWriter {
  private byte[] bytes;
  private int length;

  public BinaryWriter() {
    this(64);
  }

  /** With room for so many bytes. */
  public BinaryWriter(int capacity) {
    bytes = new byte[capacity];
  }

  private void reserve(int count) {
    if (count > bytes.length - length) {
      bytes =
          Arrays.copyOf(bytes, Math.max(length + count, bytes.length + (bytes.length >> 1) + 16));
    }
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** The low eight bits. */
  public BinaryWriter u8(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** An unsigned LEB128, the shortest form; the int is read as unsigned. */
  public BinaryWriter u32(int value) {
    return u64(value & 0xFFFF_FFFFL);
  }

  /** An unsigned LEB128, the shortest form; the long is read as unsigned. */
  public BinaryWriter u64(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      u8((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    return u8((int) rest);
  }

  /** A signed LEB128, the shortest form. */
  public BinaryWriter s64(long value) {
    long rest = value;
    while (rest < -64 || rest >= 64) {
      u8((int) (rest & 0x7F | 0x80));
      rest >>= 7;
    }
    return u8((int) (rest & 0x7F));
  }

  /** Bytes as they are. */
  public BinaryWriter write(byte[] source, int start, int end) {
    int count = end - start;
    reserve(count);
    System.arraycopy(source, start, bytes, length, count);
    length += count;
    return this;
  }

  /** What another writer holds. */
  public BinaryWriter write(BinaryWriter other) {
    return write(other.bytes, 0, other.length);
  }

  /** An opcode, without immediates. */
  public BinaryWriter opcode(Opcode opcode) {
    if (opcode.prefix() == 0) {
      return u8(opcode.code());
    }
    return u8(opcode.prefix()).u32(opcode.code() & 0xFFFF);
  }

  /** An opcode and one index or count. */
  public BinaryWriter opcode(Opcode opcode, int index) {
    return opcode(opcode).u32(index);
  }

  /** A value type, in the short form where there is one. */
  public BinaryWriter valueType(ValType type) {
    return switch (type.kind()) {
      case I32 -> u8(0x7F);
      case I64 -> u8(0x7E);
      case F32 -> u8(0x7D);
      case F64 -> u8(0x7C);
      case V128 -> u8(0x7B);
      case REF -> {
        if (type.heap() < 0 && type.nullable()) {
          yield s64(type.heap());
        }
        yield u8(type.nullable() ? 0x63 : 0x64).s64(type.heap());
      }
    };
  }

  /** A block type. */
  public BinaryWriter blockType(BlockType type) {
    if (type.typeIndex() >= 0) {
      return s64(type.typeIndex());
    }
    ValType result = type.result();
    return result == null ? u8(0x40) : valueType(result);
  }

  /** A section or a body: the content's length and the content. */
  public BinaryWriter sized(BinaryWriter content) {
    return u32(content.length).write(content);
  }

  /** A copy of what is written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }
}
