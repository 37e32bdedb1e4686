package dev.morph.engine.tck;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the few pieces of the binary format (core spec, section 5) that the suite makes by hand,
 * so that it needs no assembler to judge an engine.
 */
final class ModuleBytes {
  static final int TYPES = 1;
  static final int FUNCTIONS = 3;
  static final int TABLES = 4;
  static final int MEMORIES = 5;
  static final int GLOBALS = 6;
  static final int EXPORTS = 7;
  static final int CODE = 10;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** The preamble: magic and version. */
  static ModuleBytes module() {
    return new ModuleBytes().bytes(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
  }

  /** Starts a piece, as the content of a section. */
  static ModuleBytes piece() {
    return new ModuleBytes();
  }

  ModuleBytes bytes(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  ModuleBytes unsigned(long value) {
    long rest = value;
    do {
      int low = (int) (rest & 0x7f);
      rest >>>= 7;
      out.write(rest == 0 ? low : low | 0x80);
    } while (rest != 0);
    return this;
  }

  ModuleBytes signed(long value) {
    long rest = value;
    while (true) {
      int low = (int) (rest & 0x7f);
      rest >>= 7;
      if ((rest == 0 && (low & 0x40) == 0) || (rest == -1 && (low & 0x40) != 0)) {
        out.write(low);
        return this;
      }
      out.write(low | 0x80);
    }
  }

  /** Little-endian bytes of a float constant. */
  ModuleBytes littleEndian(long bits, int length) {
    for (int i = 0; i < length; i++) {
      out.write((int) (bits >>> (8 * i)));
    }
    return this;
  }

  ModuleBytes name(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    unsigned(utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  /** A section, or any other piece that is written with its length before it. */
  ModuleBytes sized(ModuleBytes content) {
    unsigned(content.out.size());
    out.writeBytes(content.out.toByteArray());
    return this;
  }

  ModuleBytes section(int id, ModuleBytes content) {
    return bytes(id).sized(content);
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
