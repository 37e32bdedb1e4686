package dev.morph.engine.endive;

import dev.morph.engine.api.Memory;
import java.util.Objects;

/** A memory of an instance, for the host. */
record EndiveMemory(FlatMemory memory) implements Memory {
  @Override
  public long byteSize() {
    return memory.bytes().length;
  }

  @Override
  public long grow(long pages) {
    return pages < 0 || pages > Integer.MAX_VALUE ? -1 : memory.grow((int) pages);
  }

  private int check(long address, int size) {
    return (int) Objects.checkFromIndexSize(address, size, (long) memory.bytes().length);
  }

  @Override
  public byte getByte(long address) {
    return memory.read(check(address, 1));
  }

  @Override
  public short getShort(long address) {
    return memory.readShort(check(address, 2));
  }

  @Override
  public int getInt(long address) {
    return memory.readInt(check(address, 4));
  }

  @Override
  public long getLong(long address) {
    return memory.readLong(check(address, 8));
  }

  @Override
  public void putByte(long address, byte value) {
    memory.writeByte(check(address, 1), value);
  }

  @Override
  public void putShort(long address, short value) {
    memory.writeShort(check(address, 2), value);
  }

  @Override
  public void putInt(long address, int value) {
    memory.writeI32(check(address, 4), value);
  }

  @Override
  public void putLong(long address, long value) {
    memory.writeLong(check(address, 8), value);
  }

  @Override
  public void read(long address, byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    System.arraycopy(memory.bytes(), check(address, length), target, offset, length);
  }

  @Override
  public void write(long address, byte[] source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.length);
    System.arraycopy(source, offset, memory.bytes(), check(address, length), length);
  }
}
