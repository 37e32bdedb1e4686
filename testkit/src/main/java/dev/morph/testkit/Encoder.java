package dev.morph.testkit;

import java.io.ByteArrayOutputStream;

/** Bytes of the binary format. */
final class Encoder {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Encoder raw(int value) {
    out.write(value);
    return this;
  }

  Encoder raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  Encoder unsigned(long value) {
    long rest = value;
    while (Long.compareUnsigned(rest, 0x7f) > 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  Encoder signed(long value) {
    long rest = value;
    while (rest < -64 || rest > 63) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    out.write((int) (rest & 0x7f));
    return this;
  }

  /** The low {@code count} bytes, lowest first. */
  Encoder fixed(long value, int count) {
    for (int i = 0; i < count; i++) {
      out.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  /** Length and bytes. */
  Encoder sized(byte[] bytes) {
    return unsigned(bytes.length).raw(bytes);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
