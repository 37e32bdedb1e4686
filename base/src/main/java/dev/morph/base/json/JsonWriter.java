package dev.morph.base.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes one document as UTF-8 into a buffer that grows: whole values, or parts one by one. It sets
 * the commas; that names and ends stand where they belong is the caller's part. Not safe for
 * several threads.
 */
public final class JsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  /** Larger than the longest array that every Java machine gives. */
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  /** So much is collected before it is handed on. */
  private static final int CHUNK = 1 << 16;

  /** Takes what a writer has written, piece by piece. */
  public interface Sink {
    /**
     * Takes the next piece.
     *
     * @param bytes reused after the call
     * @param length how many of them are written, 1 or more
     */
    void write(byte[] bytes, int length);
  }

  private final boolean pretty;
  private final @Nullable Sink sink;
  private byte[] out = new byte[128];
  private int length;
  private int depth;
  private boolean comma;
  private boolean afterName;

  /** A writer without white space. */
  public JsonWriter() {
    this(false);
  }

  /**
   * A writer without white space that keeps little in memory; {@link #flush} hands on the last.
   *
   * @param sink gets pieces of 64 KiB or more, the last one may be smaller
   */
  public JsonWriter(Sink sink) {
    this(false, sink);
  }

  JsonWriter(boolean pretty) {
    this(pretty, null);
  }

  private JsonWriter(boolean pretty, @Nullable Sink sink) {
    this.pretty = pretty;
    this.sink = sink;
  }

  /** Hands all that was written to the sink, if there is one. */
  public void flush() {
    if (sink != null && length > 0) {
      sink.write(out, length);
      length = 0;
    }
  }

  /** What was written; with a sink, what was not handed on yet. */
  public byte[] toByteArray() {
    return Arrays.copyOf(out, length);
  }

  String text() {
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  /** Begins an object. */
  public JsonWriter beginObject() {
    return begin('{');
  }

  /** Ends an object. */
  public JsonWriter endObject() {
    return end('}');
  }

  /** Begins an array. */
  public JsonWriter beginArray() {
    return begin('[');
  }

  /** Ends an array. */
  public JsonWriter endArray() {
    return end(']');
  }

  /** Writes a member's name; its value is next. */
  public JsonWriter name(String name) {
    separate();
    quote(name);
    put(':');
    if (pretty) {
      put(' ');
    }
    afterName = true;
    return this;
  }

  /** Writes a string. */
  public JsonWriter string(String value) {
    separate();
    quote(value);
    comma = true;
    return this;
  }

  /** Writes an array of the bytes' values, each from 0 to 255. */
  public JsonWriter byteArray(byte[] bytes) {
    separate();
    // Room for a first part; the rest as it comes, since most values need less than four bytes.
    put('[');
    int i = 0;
    while (i < bytes.length) {
      int stop = Math.min(bytes.length, i + 4096);
      ensure((stop - i) * 4 + 1);
      byte[] o = out;
      int at = length;
      for (; i < stop; i++) {
        int v = bytes[i] & 0xFF;
        if (i > 0) {
          o[at++] = ',';
        }
        if (v >= 100) {
          int hundreds = v >= 200 ? 2 : 1;
          v -= hundreds * 100;
          o[at++] = (byte) ('0' + hundreds);
          o[at++] = (byte) ('0' + v / 10);
        } else if (v >= 10) {
          o[at++] = (byte) ('0' + v / 10);
        }
        o[at++] = (byte) ('0' + v % 10);
      }
      length = at;
    }
    put(']');
    comma = true;
    return this;
  }

  /** Writes a number, as its text is. */
  public JsonWriter number(JsonNumber value) {
    ascii(value.text());
    return this;
  }

  /** Writes true or false. */
  public JsonWriter bool(boolean value) {
    ascii(value ? "true" : "false");
    return this;
  }

  /** Writes null. */
  public JsonWriter nothing() {
    ascii("null");
    return this;
  }

  /** Writes a value with all its parts. */
  public JsonWriter value(JsonValue value) {
    switch (value) {
      case JsonObject object -> tree(object);
      case JsonArray array -> tree(array);
      case JsonString string -> string(string.value());
      case JsonNumber number -> ascii(number.text());
      case JsonBoolean bool -> ascii(bool.value() ? "true" : "false");
      case JsonNull nothing -> ascii("null");
    }
    return this;
  }

  /** Writes a container; open ones are held on an array, so that depth costs no stack. */
  private void tree(JsonValue root) {
    JsonValue[] open = new JsonValue[16];
    int[] next = new int[16];
    int level = 0;
    open[0] = root;
    beginOf(root);
    while (level >= 0) {
      JsonValue child = null;
      int i = next[level]++;
      if (open[level] instanceof JsonObject object) {
        Members members = (Members) object.members();
        if (i < members.size()) {
          name(members.name(i));
          child = members.value(i);
        } else {
          endObject();
        }
      } else if (open[level] instanceof JsonArray array) {
        if (i < array.items().size()) {
          child = array.items().get(i);
        } else {
          endArray();
        }
      }
      if (child == null) {
        level--;
      } else if (child instanceof JsonObject || child instanceof JsonArray) {
        beginOf(child);
        level++;
        if (level == open.length) {
          open = Arrays.copyOf(open, level * 2);
          next = Arrays.copyOf(next, level * 2);
        }
        open[level] = child;
        next[level] = 0;
      } else {
        value(child);
      }
    }
  }

  private void beginOf(JsonValue container) {
    if (container instanceof JsonObject) {
      beginObject();
    } else {
      beginArray();
    }
  }

  private JsonWriter begin(char bracket) {
    separate();
    put(bracket);
    depth++;
    comma = false;
    return this;
  }

  private JsonWriter end(char bracket) {
    depth--;
    if (pretty && comma) {
      line();
    }
    put(bracket);
    comma = true;
    return this;
  }

  private void separate() {
    if (afterName) {
      afterName = false;
      return;
    }
    if (comma) {
      put(',');
    }
    if (pretty && depth > 0) {
      line();
    }
  }

  private void line() {
    ensure(1 + 2 * depth);
    out[length++] = '\n';
    for (int i = 0; i < depth; i++) {
      out[length++] = ' ';
      out[length++] = ' ';
    }
  }

  private void put(char c) {
    ensure(1);
    out[length++] = (byte) c;
  }

  private void ascii(String text) {
    separate();
    int n = text.length();
    ensure(n);
    for (int i = 0; i < n; i++) {
      out[length++] = (byte) text.charAt(i);
    }
    comma = true;
  }

  private void quote(String text) {
    int n = text.length();
    ensure(n + 2);
    byte[] o = out;
    int at = length;
    o[at++] = '"';
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
        o[at++] = (byte) c;
      } else {
        length = at;
        // The longest form of this character, the rest and the closing quote.
        ensure(6 + (n - i));
        if (Character.isHighSurrogate(c)
            && i + 1 < n
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
          pair(c, text.charAt(i));
        } else {
          special(c);
        }
        o = out;
        at = length;
      }
    }
    o[at++] = '"';
    length = at;
  }

  private void pair(char high, char low) {
    int point = Character.toCodePoint(high, low);
    out[length++] = (byte) (0xF0 | point >> 18);
    out[length++] = (byte) (0x80 | point >> 12 & 0x3F);
    out[length++] = (byte) (0x80 | point >> 6 & 0x3F);
    out[length++] = (byte) (0x80 | point & 0x3F);
  }

  /** A character that needs an escape or several bytes; room for six was made. */
  private void special(char c) {
    char letter =
        switch (c) {
          case '"', '\\' -> c;
          case '\b' -> 'b';
          case '\f' -> 'f';
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          default -> 0;
        };
    if (letter != 0) {
      out[length++] = '\\';
      out[length++] = (byte) letter;
    } else if (c < ' ' || Character.isSurrogate(c)) {
      // Half of a pair has no UTF-8; its escape is JSON all the same.
      out[length++] = '\\';
      out[length++] = 'u';
      for (int shift = 12; shift >= 0; shift -= 4) {
        out[length++] = HEX[c >> shift & 0xF];
      }
    } else if (c < 0x800) {
      out[length++] = (byte) (0xC0 | c >> 6);
      out[length++] = (byte) (0x80 | c & 0x3F);
    } else {
      out[length++] = (byte) (0xE0 | c >> 12);
      out[length++] = (byte) (0x80 | c >> 6 & 0x3F);
      out[length++] = (byte) (0x80 | c & 0x3F);
    }
  }

  private void ensure(int more) {
    int free = out.length - length;
    if (free >= more) {
      return;
    }
    if (sink != null && length >= CHUNK) {
      flush();
      if (out.length >= more) {
        return;
      }
    }
    long wanted = Math.max(2L * out.length, (long) length + more);
    if ((long) length + more > MAX_LENGTH) {
      throw new IllegalStateException("the JSON document is longer than 2 GiB");
    }
    out = Arrays.copyOf(out, (int) Math.min(wanted, MAX_LENGTH));
  }
}
