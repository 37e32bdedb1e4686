package dev.morph.runtime.sandbox;

import dev.morph.component.abi.AbiException;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;

/** Moves bytes in and out of a guest of the bytes ABI; every pointer is checked. */
final class BytesMemory {
  private final Memory memory;
  private final GuestFunction alloc;
  private final GuestFunction free;

  /**
   * @throws AbiException if the instance is not complete yet
   */
  BytesMemory(Instance instance) {
    Memory exported = instance.memory("memory");
    GuestFunction morphAlloc = instance.function("morph_alloc");
    GuestFunction morphFree = instance.function("morph_free");
    if (exported == null || morphAlloc == null || morphFree == null) {
      throw new AbiException(
          "the guest called an import before its memory was exported (from its start function);"
              + " export the code as _initialize");
    }
    this.memory = exported;
    this.alloc = morphAlloc;
    this.free = morphFree;
  }

  /** Copies bytes to a block that the guest allocates and will free. */
  int allocate(byte[] bytes) {
    int pointer = (int) alloc.call(bytes.length)[0];
    long address = Integer.toUnsignedLong(pointer);
    if (pointer == 0) {
      throw new AbiException(
          "morph_alloc(" + bytes.length + ") answered 0: the guest is out of memory");
    }
    if ((pointer & 7) != 0) {
      throw new AbiException(
          "morph_alloc(" + bytes.length + ") answered " + address + ", which is not 8-aligned");
    }
    if (address > memory.byteSize() - bytes.length) {
      throw new AbiException(
          "morph_alloc("
              + bytes.length
              + ") answered "
              + address
              + ", which is out of the memory of "
              + memory.byteSize()
              + " bytes");
    }
    memory.write(address, bytes, 0, bytes.length);
    return pointer;
  }

  /** Copies bytes out. */
  byte[] read(int pointer, int length, String what) {
    long address = Integer.toUnsignedLong(pointer);
    long size = Integer.toUnsignedLong(length);
    if (address + size > memory.byteSize()) {
      throw new AbiException(
          what
              + " lies at "
              + address
              + " with "
              + size
              + " bytes, out of the memory of "
              + memory.byteSize());
    }
    return memory.read(address, length);
  }

  /** Gives a block back to the guest. */
  void free(int pointer, int length) {
    free.call(Integer.toUnsignedLong(pointer), Integer.toUnsignedLong(length));
  }
}
