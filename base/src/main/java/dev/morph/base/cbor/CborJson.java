package dev.morph.base.cbor;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonReader;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * JSON documents as CBOR, without loss: members keep their order, whole numbers are integers of any
 * size (tags 2 and 3), other numbers are floating point where that says them exactly, else decimals
 * with their scale (tag 4). One document has one form: definite lengths and shortest heads.
 */
public final class CborJson {
  /** Whoever needs larger numbers than 10,000 digits is an attacker. */
  private static final int MOST_BYTES = 4_200;

  private static final int MOST_DIGITS = 10_000;

  /** Decimals of so many digits are told apart by doubles. */
  private static final int DIGITS_OF_DOUBLE = 15;

  private static final BigDecimal PLAIN_BELOW = new BigDecimal("1e7");
  private static final BigDecimal PLAIN_FROM = new BigDecimal("1e-3");

  private CborJson() {}

  /**
   * The CBOR of a JSON document that nests 512 levels at most.
   *
   * @throws dev.morph.base.json.JsonException if it is no JSON
   * @throws CborException if a text has half of a surrogate pair, or a number an exponent beyond 32
   *     bits
   */
  public static byte[] fromJson(byte[] utf8) {
    return fromJson(utf8, Json.MAX_DEPTH);
  }

  /**
   * The CBOR of a JSON document.
   *
   * @param maxDepth how many arrays and objects may be open at once, 1 or more
   * @throws dev.morph.base.json.JsonException if it is no JSON
   * @throws CborException if a text has half of a surrogate pair, or a number an exponent beyond 32
   *     bits
   */
  public static byte[] fromJson(byte[] utf8, int maxDepth) {
    var out = new CborWriter(utf8.length / 2);
    // The sizes of containers stand before them: they are counted first.
    int[] sizes = new Walk(new JsonReader(utf8, maxDepth), new int[64], null).sizes();
    var _ = new Walk(new JsonReader(utf8, maxDepth), sizes, out).sizes();
    return out.toByteArray();
  }

  /** Writes a value that has no parts. */
  static void scalar(JsonValue value, CborWriter out) {
    switch (value) {
      case JsonString text -> out.text(text.value());
      case JsonNumber number -> number(number, out);
      case JsonBoolean bool -> out.bool(bool.value());
      case JsonNull nothing -> out.nothing();
      default -> throw new IllegalArgumentException("a value with parts");
    }
  }

  private static void number(JsonNumber number, CborWriter out) {
    String text = number.text();
    if (text.length() > MOST_DIGITS) {
      throw new CborException("a number of more than " + MOST_DIGITS + " digits");
    }
    boolean whole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    if (text.startsWith("-0") && number.doubleValue() == 0) {
      out.floating(-0.0);
    } else if (whole) {
      out.integer(new BigInteger(text));
    } else {
      BigDecimal decimal;
      try {
        decimal = number.decimal();
      } catch (ArithmeticException e) {
        throw new CborException(String.valueOf(e.getMessage()));
      }
      if (isPlainDouble(decimal)) {
        out.floating(decimal.doubleValue());
      } else {
        out.decimal(decimal);
      }
    }
  }

  /** True if a double is exactly this number, and its usual text has just these digits. */
  private static boolean isPlainDouble(BigDecimal decimal) {
    BigDecimal magnitude = decimal.abs();
    if (decimal.signum() == 0) {
      return decimal.scale() == 1;
    }
    if (decimal.precision() > DIGITS_OF_DOUBLE
        || magnitude.compareTo(PLAIN_BELOW) >= 0
        || magnitude.compareTo(PLAIN_FROM) < 0) {
      return false;
    }
    int scale = Math.max(decimal.stripTrailingZeros().scale(), 1);
    return decimal.scale() == scale
        && new BigDecimal(decimal.doubleValue()).compareTo(decimal) == 0;
  }

  /**
   * The JSON of a CBOR document that nests 512 levels at most.
   *
   * @throws CborException if it is not CBOR, or holds what JSON has not: byte strings, keys that
   *     are no text, other tags, numbers that are not finite
   */
  public static byte[] toJson(byte[] cbor) {
    var out = new JsonWriter();
    toJson(cbor, Json.MAX_DEPTH, out);
    return out.toByteArray();
  }

  /**
   * Writes the JSON of a CBOR document. That the keys of a map are different is for the reader of
   * the JSON to see.
   *
   * @param maxDepth how many arrays and maps may be open at once, 1 or more
   * @throws CborException as {@link #toJson(byte[])} does
   */
  public static void toJson(byte[] cbor, int maxDepth, JsonWriter out) {
    var in = new CborReader(cbor);
    int[] left = new int[16];
    boolean[] maps = new boolean[16];
    int depth = 0;
    while (true) {
      int major = in.peek();
      if (major == CborReader.MAP || major == CborReader.ARRAY) {
        if (depth == maxDepth) {
          throw in.fault("arrays and maps are nested deeper than " + maxDepth);
        }
        if (depth == left.length) {
          left = Arrays.copyOf(left, depth * 2);
          maps = Arrays.copyOf(maps, depth * 2);
        }
        maps[depth] = major == CborReader.MAP;
        left[depth] = maps[depth] ? in.map("a map") : in.array("an array");
        begin(maps[depth], out);
        depth++;
      } else {
        scalar(in, major, out);
      }
      while (depth > 0 && left[depth - 1] == 0) {
        end(maps[--depth], out);
      }
      if (depth == 0) {
        break;
      }
      left[depth - 1]--;
      if (maps[depth - 1]) {
        out.name(in.text("a key"));
      }
    }
    in.end();
  }

  private static void begin(boolean map, JsonWriter out) {
    if (map) {
      out.beginObject();
    } else {
      out.beginArray();
    }
  }

  private static void end(boolean map, JsonWriter out) {
    if (map) {
      out.endObject();
    } else {
      out.endArray();
    }
  }

  private static void scalar(CborReader in, int major, JsonWriter out) {
    switch (major) {
      case CborReader.TEXT -> out.string(in.text("a text"));
      case CborReader.UNSIGNED, CborReader.NEGATIVE ->
          out.number(new JsonNumber(in.integer("a number").toString()));
      case CborReader.TAG -> out.number(new JsonNumber(tagged(in)));
      case CborReader.SIMPLE -> simple(in, out);
      default -> throw in.fault("a byte string, which JSON does not have");
    }
  }

  private static String tagged(CborReader in) {
    long tag = in.tag("a number");
    if (tag == 4) {
      if (in.array("a decimal number") != 2) {
        throw in.fault("a decimal number has two parts");
      }
      BigInteger exponent = in.integer("an exponent");
      if (exponent.bitLength() > 30) {
        throw in.fault("an exponent beyond 30 bits");
      }
      BigInteger digits =
          in.peek() == CborReader.TAG ? big(in, in.tag("a number")) : in.integer("the digits");
      String text = new BigDecimal(digits, -exponent.intValue()).toString();
      boolean whole = text.indexOf('.') < 0 && text.indexOf('E') < 0;
      // Without a point it would be another kind of number.
      return whole ? text + "E0" : text;
    }
    return big(in, tag).toString();
  }

  private static BigInteger big(CborReader in, long tag) {
    if (tag != 2 && tag != 3) {
      throw in.fault("tag " + Long.toUnsignedString(tag) + "; tags 2, 3 and 4 are read");
    }
    byte[] magnitude = in.bytes("a large number");
    if (magnitude.length > MOST_BYTES) {
      throw in.fault("a number of more than " + MOST_BYTES + " bytes");
    }
    BigInteger argument = new BigInteger(1, magnitude);
    return tag == 2 ? argument : argument.not();
  }

  private static void simple(CborReader in, JsonWriter out) {
    int kind = in.simple("a value");
    switch (kind) {
      case 20, 21 -> out.bool(kind == 21);
      case 22 -> out.nothing();
      case 25 -> floating(in, Half.value((int) in.floatBits()), out);
      case 26 -> floating(in, Float.intBitsToFloat((int) in.floatBits()), out);
      case 27 -> floating(in, Double.longBitsToDouble(in.floatBits()), out);
      default -> throw in.fault("a simple value that JSON does not have");
    }
  }

  private static void floating(CborReader in, double value, JsonWriter out) {
    if (!Double.isFinite(value)) {
      throw in.fault("a number that is not finite, which JSON does not have");
    }
    out.number(JsonNumber.of(value));
  }
}
