package dev.morph.engine.binary;

import dev.morph.engine.binary.CompositeType.Array;
import dev.morph.engine.binary.CompositeType.Function;
import dev.morph.engine.binary.CompositeType.Struct;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

  /** The handlers of a {@code try_table}, their number before them. */
  public BinaryWriter catches(List<CatchClause> clauses) {
    u32(clauses.size());
    for (CatchClause clause : clauses) {
      u8(clause.kind());
      if (!clause.all()) {
        u32(clause.tag());
      }
      u32(clause.label());
    }
    return this;
  }

  /** The immediates of a memory access; the offset is read as unsigned. */
  public BinaryWriter memoryArgument(int memory, int alignment, long offset) {
    if (memory == 0) {
      u32(alignment);
    } else {
      u32(alignment | 0x40).u32(memory);
    }
    return u64(offset);
  }

  /** Limits of a memory or a table. */
  public BinaryWriter limits(Limits limits) {
    return limits.max() < 0 ? u8(0).u64(limits.min()) : u8(1).u64(limits.min()).u64(limits.max());
  }

  /** A name in UTF-8, its length before it. */
  public BinaryWriter name(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return u32(utf8.length).write(utf8, 0, utf8.length);
  }

  /** The content of a type section; groups are as the types say. */
  public BinaryWriter types(List<DefinedType> types) {
    u32((int) IntStream.range(0, types.size()).filter(i -> startsGroup(types, i)).count());
    for (int i = 0; i < types.size(); i++) {
      DefinedType type = types.get(i);
      if (type.groupSize() > 1 && startsGroup(types, i)) {
        u8(0x4E).u32(type.groupSize());
      }
      definedType(type);
    }
    return this;
  }

  private static boolean startsGroup(List<DefinedType> types, int index) {
    return types.get(index).groupStart() == index;
  }

  private void definedType(DefinedType type) {
    if (!type.isFinal() || !type.supertypes().isEmpty()) {
      u8(type.isFinal() ? 0x4F : 0x50).u32(type.supertypes().size());
      type.supertypes().forEach(this::u32);
    }
    compositeType(type.composite());
  }

  /** A composite type, in a group of its own and final where it stands alone. */
  public BinaryWriter compositeType(CompositeType type) {
    return switch (type) {
      case Function function ->
          u8(0x60).valueTypes(function.params()).valueTypes(function.results());
      case Struct struct -> {
        u8(0x5F).u32(struct.fields().size());
        struct.fields().forEach(this::field);
        yield this;
      }
      case Array array -> u8(0x5E).field(array.element());
    };
  }

  private BinaryWriter field(FieldType field) {
    switch (field.packedBytes()) {
      case 0 -> valueType(field.type());
      case 1 -> u8(0x78);
      default -> u8(0x77);
    }
    return u8(field.mutable() ? 1 : 0);
  }

  /** Value types, their number before them. */
  public BinaryWriter valueTypes(List<ValType> types) {
    u32(types.size());
    types.forEach(this::valueType);
    return this;
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
