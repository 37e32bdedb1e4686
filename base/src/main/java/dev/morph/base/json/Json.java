package dev.morph.base.json;

/** Reads and writes JSON documents. */
public final class Json {
  /** Nesting that {@link #parse} accepts at the most. */
  public static final int MAX_DEPTH = 512;

  private Json() {}

  /** Reads one UTF-8 document. */
  public static JsonValue parse(byte[] utf8) {
    throw new UnsupportedOperationException();
  }

  /** Reads one document. */
  public static JsonValue parse(String text) {
    throw new UnsupportedOperationException();
  }

  /** Writes a value without white space. */
  public static String write(JsonValue value) {
    throw new UnsupportedOperationException();
  }

  /** Writes a value without white space, as UTF-8. */
  public static byte[] writeUtf8(JsonValue value) {
    throw new UnsupportedOperationException();
  }

  /** Writes a value with two spaces of indentation, for people. */
  public static String writePretty(JsonValue value) {
    throw new UnsupportedOperationException();
  }
}
