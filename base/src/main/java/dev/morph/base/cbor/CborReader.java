package dev.morph.base.cbor;

import dev.morph.base.Utf8;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads CBOR (RFC 8949) items of definite length, one by one. Lengths are compared with what is
 * left of the input before anything is allocated. Not safe for several threads.
 *
 * <p>All methods throw {@link CborException} if the bytes are something else, or end.
 */
public final class CborReader {
  /** The kinds of items (RFC 8949, section 3.1), as {@link #peek} answers them. */
  public static final int UNSIGNED = 0;

  /** A negative integer: -1 less its argument. */
  public static final int NEGATIVE = 1;

  public static final int BYTES = 2;
  public static final int TEXT = 3;
  public static final int ARRAY = 4;
  public static final int MAP = 5;
  public static final int TAG = 6;
  public static final int SIMPLE = 7;

  /** The simple value null, as a byte. */
  private static final int NULL = 0xF6;

  /** Deepest nesting of an item that is skipped; bounds the stack. */
  private static final int MAX_DEPTH = 64;

  private final byte[] in;
  private int pos;
  private long floatBits;

  /**
   * A reader of these bytes.
   *
   * @param in not copied, not to be changed while it is read
   */
  public CborReader(byte[] in) {
    this.in = in;
  }

  /** The kind of the next item, without reading it. */
  public int peek() {
    return major();
  }

  /** Reads the head of an array; answers how many items follow. */
  public int array(String what) {
    expect(ARRAY, what, "an array");
    return count(argument(), 1);
  }

  /** Reads the head of a tag; answers which. */
  public long tag(String what) {
    expect(TAG, what, "a tag");
    return argument();
  }

  /** Reads an integer of either sign. */
  public BigInteger integer(String what) {
    boolean negative = major() == NEGATIVE;
    if (!negative) {
      expect(UNSIGNED, what, "a whole number");
    }
    BigInteger argument = new BigInteger(Long.toUnsignedString(argument()));
    return negative ? argument.not() : argument;
  }

  /**
   * Reads a simple value or a floating point number: the low five bits of its first byte, which say
   * which of them it is.
   */
  public int simple(String what) {
    expect(SIMPLE, what, "a simple value or a number");
    int info = in[pos] & 0x1F;
    floatBits = argument();
    if (info == 24 && floatBits < 32) {
      throw fault("a simple value in two bytes that takes one");
    }
    return info;
  }

  /** The bits of the number whose head {@link #simple} read. */
  public long floatBits() {
    return floatBits;
  }

  /** Checks that nothing follows. */
  public void end() {
    if (pos < in.length) {
      throw fault("bytes follow the end");
    }
  }

  /** Reads the head of a map; answers how many pairs follow. */
  public int map(String what) {
    expect(MAP, what, "a map");
    return count(argument(), 2);
  }

  /** Reads text. */
  public String text(String what) {
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
  public @Nullable String textOrNull(String what) {
    if (pos < in.length && (in[pos] & 0xFF) == NULL) {
      pos++;
      return null;
    }
    return text(what);
  }

  /** Reads a byte string. */
  public byte[] bytes(String what) {
    expect(BYTES, what, "a byte string");
    int length = count(argument(), 1);
    byte[] bytes = Arrays.copyOfRange(in, pos, pos + length);
    pos += length;
    return bytes;
  }

  /** Reads an unsigned integer; all 64 bits are used. */
  public long unsigned(String what) {
    expect(UNSIGNED, what, "a whole number from 0 to 18446744073709551615");
    return argument();
  }

  /** Passes over one item of any kind. */
  public void skip() {
    skip(0);
  }

  private void skip(int depth) {
    if (depth > MAX_DEPTH) {
      throw fault("items are nested deeper than " + MAX_DEPTH);
    }
    int major = major();
    if (major == SIMPLE) {
      var _ = simple("a value");
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

  private int major() {
    if (pos >= in.length) {
      throw fault("the bytes end within an item");
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
      throw fault("the bytes end within an item");
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

  /** What is wrong at the place where the reader stands. */
  public CborException fault(String message) {
    return new CborException(message, pos);
  }
}
