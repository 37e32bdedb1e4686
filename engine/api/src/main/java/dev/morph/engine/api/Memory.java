package dev.morph.engine.api;

/**
 * A linear memory. Little-endian; addresses are byte offsets from 0. Every access is checked.
 *
 * <p>Every method throws {@link IndexOutOfBoundsException} for an access that is not wholly inside
 * the memory, and then nothing was written.
 */
public non-sealed interface Memory extends Extern {
  /** Bytes of a page. */
  int PAGE_BYTES = 65_536;

  /** Its size now, a multiple of {@link #PAGE_BYTES}. */
  long byteSize();

  /**
   * Grows by pages of 64 KiB.
   *
   * @return the size before, in pages, or -1 if it may not grow so far
   */
  long grow(long pages);

  byte getByte(long address);

  short getShort(long address);

  int getInt(long address);

  long getLong(long address);

  void putByte(long address, byte value);

  void putShort(long address, short value);

  void putInt(long address, int value);

  void putLong(long address, long value);

  /** Copies bytes out. */
  void read(long address, byte[] target, int offset, int length);

  /** Copies bytes in. */
  void write(long address, byte[] source, int offset, int length);

  /** Copies bytes out into a new array. */
  default byte[] read(long address, int length) {
    if (length < 0 || address < 0 || address > byteSize() - length) {
      throw new IndexOutOfBoundsException(
          length + " bytes at " + address + " of a memory of " + byteSize());
    }
    byte[] bytes = new byte[length];
    read(address, bytes, 0, length);
    return bytes;
  }
}
