package dev.morph.base.envelope;

import dev.morph.base.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads CBOR (RFC 8949) items of definite length, one by one. Lengths are compared with what is
 * left of the input before anything is allocated. Not safe for several threads.
 */
final class CborReader {
  static final int UNSIGNED = 0;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int SIMPLE = 7;

  /** The simple value null, as a byte. */
  private static final int NULL = 0xF6;

  /** Deepest nesting of an item that is skipped; bounds the stack. */
  private static final int MAX_DEPTH = 64;

  private final byte[] in;
  private int pos;

  CborReader(byte[] in) {
    this.in = in;
  }

  /** Checks that nothing follows. */
  void end() {
    if (pos < in.length) {
      throw fault("bytes follow the end of the map");
    }
  }

  /** Reads the head of a map; answers how many pairs follow. */
  int map(String what) {
    expect(MAP, what, "a map");
    return count(argument(), 2);
  }

  /** Reads text. */
  String text(String what) {
    expect(TEXT, what, "text");
    int length = count(argument(), 1);
    if (!Utf8.isValid(in, pos, length)) {
      throw fault(what + " is not UTF-8");
    }
    String text = new String(in, pos, length, StandardCharsets.UTF_8);
    pos += length;
    return text;
  }

  /** Reads text, or null for the simple value null. */
  @Nullable String textOrNull(String what) {
    if (pos < in.length && (in[pos] & 0xFF) == NULL) {
      pos++;
      return null;
    }
    return text(what);
  }

  /** Reads a byte string. */
  byte[] bytes(String what) {
    expect(BYTES, what, "a byte string");
    int length = count(argument(), 1);
    byte[] bytes = Arrays.copyOfRange(in, pos, pos + length);
    pos += length;
    return bytes;
  }

  /** Reads an unsigned integer; all 64 bits are used. */
  long unsigned(String what) {
    expect(UNSIGNED, what, "a whole number from 0 to 18446744073709551615");
    return argument();
  }

  /** Passes over one item of any kind. */
  void skip() {
    skip(0);
  }

  private void skip(int depth) {
    if (depth > MAX_DEPTH) {
      throw fault("items are nested deeper than " + MAX_DEPTH);
    }
    int major = major();
    if (major == SIMPLE) {
      skipSimple();
      return;
    }
    long argument = argument();
    switch (major) {
      case BYTES, TEXT -> {
        int length = count(argument, 1);
        if (major == TEXT && !Utf8.isValid(in, pos, length)) {
          throw fault("a text is not UTF-8");
        }
        pos += length;
      }
      case ARRAY, MAP -> {
        int width = major == MAP ? 2 : 1;
        int items = count(argument, width) * width;
        for (int i = 0; i < items; i++) {
          skip(depth + 1);
        }
      }
      case TAG -> skip(depth + 1);
      default -> {
        // An integer is its argument.
      }
    }
  }

  private void skipSimple() {
    int info = in[pos] & 0x1F;
    long argument = argument();
    if (info == 24 && argument < 32) {
      throw fault("a simple value in two bytes that takes one");
    }
  }

  private int major() {
    if (pos >= in.length) {
      throw fault("the bytes end within the map");
    }
    return (in[pos] & 0xFF) >> 5;
  }

  private void expect(int major, String what, String wanted) {
    if (major() != major) {
      throw fault(what + " must be " + wanted);
    }
  }

  /** Reads an item's first byte and its argument (RFC 8949, section 3). */
  private long argument() {
    int info = in[pos++] & 0x1F;
    if (info < 24) {
      return info;
    }
    if (info == 31) {
      throw fault("an item of indefinite length; write its length before it");
    }
    if (info > 27) {
      throw fault("a first byte that CBOR reserves");
    }
    int width = 1 << info - 24;
    if (width > in.length - pos) {
      throw fault("the bytes end within the map");
    }
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | in[pos++] & 0xFF;
    }
    return value;
  }

  /** A length as an int, if so many parts of at least so many bytes can follow. */
  private int count(long argument, int bytesEach) {
    int left = in.length - pos;
    if (argument < 0 || argument > left / bytesEach) {
      throw fault(
          "a length of " + Long.toUnsignedString(argument) + " where " + left + " bytes are left");
    }
    return (int) argument;
  }

  private EnvelopeException fault(String message) {
    return new EnvelopeException("no envelope: " + message + " (CBOR, at byte " + pos + ")");
  }
}
