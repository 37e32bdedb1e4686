package dev.morph.base.json;

import dev.morph.base.Utf8;
import java.nio.charset.StandardCharsets;

/** Reads and writes JSON documents. */
public final class Json {
  /** Nesting that {@link #parse} accepts at the most, unless it is told another limit. */
  public static final int MAX_DEPTH = 512;

  private Json() {}

  /**
   * Reads one UTF-8 document.
   *
   * @throws JsonException if it is not JSON, nests too deep or names a member twice
   */
  public static JsonValue parse(byte[] utf8) {
    return parse(utf8, MAX_DEPTH);
  }

  /**
   * Reads one UTF-8 document.
   *
   * @param maxDepth how many arrays and objects may be open at once, 1 or more
   * @throws JsonException if it is not JSON, nests too deep or names a member twice
   */
  public static JsonValue parse(byte[] utf8, int maxDepth) {
    var reader = new JsonReader(utf8, maxDepth);
    JsonValue value = reader.readValue();
    reader.end();
    return value;
  }

  /**
   * Reads one document.
   *
   * @throws JsonException if it is not JSON, nests too deep, names a member twice or has half of a
   *     surrogate pair that is not escaped
   */
  public static JsonValue parse(String text) {
    int half = Utf8.loneSurrogate(text);
    if (half >= 0) {
      throw new JsonException("half of a surrogate pair; write it as an escape", half);
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    try {
      return parse(utf8);
    } catch (JsonException e) {
      throw utf8.length == text.length() ? e : e.at(charOffset(utf8, (int) e.offset()));
    }
  }

  private static int charOffset(byte[] utf8, int byteOffset) {
    int chars = 0;
    for (int i = 0; i < byteOffset; i++) {
      int lead = utf8[i] & 0xFF;
      if (lead >= 0xF0) {
        chars += 2;
      } else if (lead < 0x80 || lead >= 0xC0) {
        chars++;
      }
    }
    return chars;
  }

  /** Writes a value without white space. */
  public static String write(JsonValue value) {
    return new JsonWriter().value(value).text();
  }

  /** Writes a value without white space, as UTF-8. */
  public static byte[] writeUtf8(JsonValue value) {
    return new JsonWriter().value(value).toByteArray();
  }

  /** Writes a value with two spaces of indentation, for people. */
  public static String writePretty(JsonValue value) {
    return new JsonWriter(true).value(value).text();
  }
}
