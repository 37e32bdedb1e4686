package dev.morph.component.abi;

import java.nio.charset.StandardCharsets;

/** Reads the binary format's small parts; never past the end. */
final class SectionReader {
  /** Longer than any name of a world; names are repeated in messages. */
  private static final int MAX_NAME_BYTES = 1024;

  private final byte[] bytes;
  private final int end;
  private int at;

  SectionReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  int position() {
    return at;
  }

  boolean atEnd() {
    return at == end;
  }

  /** A fault at what was read last. */
  ComponentTypeException fault(String message) {
    return new ComponentTypeException(
        "component-type section, near byte " + at + " of " + bytes.length + ": " + message);
  }

  int peek() {
    if (at == end) {
      throw fault("it ends in the middle of a definition; build the guest again");
    }
    return bytes[at] & 0xFF;
  }

  int next() {
    int value = peek();
    at++;
    return value;
  }

  /** The next byte, which must be this one. */
  void expect(int value, String what) {
    int found = next();
    if (found != value) {
      throw fault(hex(found) + ", expected is " + hex(value) + " (" + what + ")");
    }
  }

  static String hex(int value) {
    return "0x" + Integer.toHexString(value);
  }

  /** An unsigned LEB128 below 2^31, which no index or count here exceeds. */
  int unsigned() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int part = next();
      value |= (long) (part & 0x7F) << shift;
      if ((part & 0x80) == 0) {
        break;
      }
      if (shift == 28) {
        throw fault("a number of more than 5 bytes");
      }
    }
    if (value > Integer.MAX_VALUE) {
      throw fault("the number " + value + ", expected is less than 2147483648");
    }
    return (int) value;
  }

  /** Checks that so many bytes are left, and passes over them; their index. */
  int skip(int length) {
    if (length > end - at) {
      throw fault(length + " bytes are announced, only " + (end - at) + " are left");
    }
    int from = at;
    at += length;
    return from;
  }

  /** A part of its own. */
  SectionReader part(int length) {
    int from = skip(length);
    return new SectionReader(bytes, from, from + length);
  }

  String name() {
    int length = unsigned();
    if (length > MAX_NAME_BYTES) {
      throw fault("a name of " + length + " bytes, at most " + MAX_NAME_BYTES + " are accepted");
    }
    int from = skip(length);
    byte[] name = new byte[length];
    System.arraycopy(bytes, from, name, 0, length);
    if (Utf8.firstFault(name) >= 0) {
      throw fault("a name that is not UTF-8");
    }
    return new String(name, StandardCharsets.UTF_8);
  }
}
