package dev.morph.base.json;

import dev.morph.base.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one UTF-8 document from its bytes: whole values, or the members of an object one by one.
 * Accepts what RFC 8259 accepts and nothing else; nesting is held on an array and not on the
 * thread's stack. Not safe for several threads.
 *
 * <p>A decoder loop, long on purpose: its parts share the position and the open containers.
 */
public final class JsonReader {
  private static final int SMALL_NUMBERS = 256;
  private static final int NAME_SLOTS = 128;
  private static final JsonNumber[] SMALL = new JsonNumber[SMALL_NUMBERS];
  private static final JsonBoolean TRUE = new JsonBoolean(true);
  private static final JsonBoolean FALSE = new JsonBoolean(false);
  private static final byte[] TRUE_BYTES = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE_BYTES = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL_BYTES = {'n', 'u', 'l', 'l'};

  static {
    for (int i = 0; i < SMALL_NUMBERS; i++) {
      SMALL[i] = JsonNumber.of(i);
    }
  }

  private final byte[] in;
  private final int end;
  private final int maxDepth;
  private int pos;

  // Open containers: depth frames, each with its kind, the place of its first member and, for an
  // object of many members, the positions of the names that were read.
  private int depth;
  private boolean[] objects = new boolean[8];
  private int[] starts = new int[8];
  private int[] itemCounts = new int[8];
  private @Nullable HashMap<String, Integer>[] indexes = indexes(8);

  // Members of all open containers, one after the other.
  private int top;
  private @Nullable String[] names = new String[16];
  private @Nullable JsonValue[] values = new JsonValue[16];

  private String @Nullable [] nameCache;

  /** A reader with the default limit of nesting, {@link Json#MAX_DEPTH}. */
  public JsonReader(byte[] utf8) {
    this(utf8, Json.MAX_DEPTH);
  }

  /**
   * A reader of a whole document.
   *
   * @param utf8 not copied, not to be changed while it is read
   * @param maxDepth how many arrays and objects may be open at once, 1 or more
   * @throws JsonException if the document begins with a byte order mark
   */
  public JsonReader(byte[] utf8, int maxDepth) {
    if (maxDepth < 1) {
      throw new IllegalArgumentException("the nesting limit must be 1 or more, not " + maxDepth);
    }
    this.in = utf8;
    this.end = utf8.length;
    this.maxDepth = maxDepth;
    if (end >= 3 && in[0] == (byte) 0xEF && in[1] == (byte) 0xBB && in[2] == (byte) 0xBF) {
      throw new JsonException("the document begins with a byte order mark; leave it out", 0);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static @Nullable HashMap<String, Integer>[] indexes(int length) {
    return new HashMap[length];
  }

  /** The next byte that is not white space, without reading it; -1 at the end. */
  public int peek() {
    byte[] b = in;
    int i = pos;
    while (i < end) {
      int c = b[i];
      if (c > ' ') {
        break;
      }
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        break;
      }
      i++;
    }
    pos = i;
    return i < end ? b[i] & 0xFF : -1;
  }

  /** Where the reader stands, in bytes from 0. */
  public int offset() {
    return pos;
  }

  /** Checks that nothing but white space follows. */
  public void end() {
    if (peek() >= 0) {
      throw fault("expected the end of the document, found " + seen());
    }
  }

  /** Reads the start of an object; its members follow by {@link #nextName}. */
  public void beginObject() {
    if (peek() != '{') {
      throw fault("expected an object, found " + seen());
    }
    open(true);
  }

  /**
   * Reads the next member's name within the object begun last; its value must be read before the
   * next call. At the end of the object answers null and leaves it.
   *
   * @throws JsonException if the object has had this name before
   */
  public @Nullable String nextName() {
    int c = peek();
    boolean first = top == starts[depth - 1];
    if (c == '}') {
      pos++;
      close();
      return null;
    }
    if (!first) {
      if (c != ',') {
        throw fault("expected ',' or '}' after a member, found " + seen());
      }
      pos++;
    }
    return readName();
  }

  /** Reads the start of an array; its items follow by {@link #nextItem}. */
  public void beginArray() {
    if (peek() != '[') {
      throw fault("expected an array, found " + seen());
    }
    open(false);
  }

  /**
   * True if the array begun last has another item, which must be read before the next call; at the
   * end of the array leaves it.
   */
  public boolean nextItem() {
    int c = peek();
    boolean first = itemCounts[depth - 1] == 0;
    if (c == ']') {
      pos++;
      close();
      return false;
    }
    if (!first) {
      if (c != ',') {
        throw fault("expected ',' or ']' after an item, found " + seen());
      }
      pos++;
    }
    itemCounts[depth - 1]++;
    return true;
  }

  /** Reads one value, whatever it is, and keeps nothing of it. */
  public void skipValue() {
    int floor = depth;
    do {
      int c = peek();
      if (c == '{') {
        beginObject();
      } else if (c == '[') {
        beginArray();
      } else if (c == '"') {
        string();
      } else {
        scalarOrOpen();
      }
      boolean next = false;
      while (depth > floor && !next) {
        next = objects[depth - 1] ? nextName() != null : nextItem();
      }
    } while (depth > floor);
  }

  /** Where the reader stands, as a JSON pointer (RFC 6901); at a fault, where that is. */
  public String path() {
    var path = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      int next = i + 1 < depth ? starts[i + 1] : top;
      if (!objects[i]) {
        path.append('/').append(itemCounts[i] > 0 ? itemCounts[i] - 1 : next - starts[i]);
      } else if (next > starts[i]) {
        String name = Objects.requireNonNull(names[next - 1]);
        path.append('/').append(name.replace("~", "~0").replace("/", "~1"));
      }
    }
    return path.toString();
  }

  /** Reads a string. */
  public String readString() {
    if (peek() != '"') {
      throw fault("expected a string, found " + seen());
    }
    return string();
  }

  /**
   * Reads an array of whole numbers from 0 to 255 as bytes.
   *
   * @throws JsonException for any other item, a number with a fraction or an exponent too
   */
  public byte[] readByteArray() {
    if (peek() != '[') {
      throw fault("expected an array of byte values, found " + seen());
    }
    if (depth == maxDepth) {
      throw tooDeep();
    }
    pos++;
    if (peek() == ']') {
      pos++;
      return new byte[0];
    }
    // Each item takes two bytes of the document at least, so this never outgrows the input.
    byte[] out = new byte[Math.min((end - pos) / 2 + 1, 1 << 16)];
    int n = 0;
    while (true) {
      if (n == out.length) {
        out = Arrays.copyOf(out, Math.min((end - pos) / 2 + 1 + n, n * 2));
      }
      n = plainItems(out, n);
      if (n == out.length) {
        continue;
      }
      out[n++] = (byte) byteItem();
      int c = pos < end ? in[pos] : -1;
      if (c != ',' && c != ']') {
        c = peek();
      }
      if (c == ']') {
        pos++;
        return n == out.length ? out : Arrays.copyOf(out, n);
      }
      if (c != ',') {
        throw fault("expected ',' or ']' after a byte value, found " + seen());
      }
      pos++;
    }
  }

  /**
   * Reads items that are written as they usually are, digits and a comma after them, until one is
   * not or the array is full; answers how many it holds then.
   */
  private int plainItems(byte[] out, int from) {
    byte[] b = in;
    int i = pos;
    int n = from;
    // The longest item and its comma are four bytes.
    int last = Math.min(out.length - from, (end - i) / 4) + from;
    while (n < last) {
      int value = b[i] - '0';
      if (value < 0 || value > 9) {
        break;
      }
      int c = b[i + 1];
      int width = 2;
      if (c != ',' && value > 0 && digit(c)) {
        value = value * 10 + c - '0';
        c = b[i + 2];
        width = 3;
        if (digit(c)) {
          value = value * 10 + c - '0';
          c = b[i + 3];
          width = 4;
        }
      }
      if (c != ',' || value > 255) {
        break;
      }
      out[n++] = (byte) value;
      i += width;
    }
    pos = i;
    return n;
  }

  private int byteItem() {
    int i = pos;
    if (i >= end || !digit(in[i])) {
      peek();
      i = pos;
    }
    int start = i;
    int value = 0;
    while (i < end && i - start < 4 && digit(in[i])) {
      value = value * 10 + (in[i++] - '0');
    }
    int length = i - start;
    boolean more = i < end && (in[i] == '.' || in[i] == 'e' || in[i] == 'E');
    if (length == 0 || value > 255 || more || length > 1 && in[start] == '0') {
      throw new JsonException("expected a whole number from 0 to 255 as byte value", start);
    }
    pos = i;
    return value;
  }

  /** Reads one value, whatever it is. */
  public JsonValue readValue() {
    int floor = depth;
    while (true) {
      JsonValue value = scalarOrOpen();
      if (value == null) {
        continue;
      }
      while (depth > floor) {
        boolean object = objects[depth - 1];
        if (object) {
          values[top - 1] = value;
        } else {
          reserve();
          values[top++] = value;
        }
        int c = peek();
        if (c == ',') {
          pos++;
          if (object) {
            readName();
          }
          break;
        }
        if (c != (object ? '}' : ']')) {
          throw fault(
              object
                  ? "expected ',' or '}' after a member, found " + seen()
                  : "expected ',' or ']' after an item, found " + seen());
        }
        pos++;
        value = object ? closedObject() : closedArray();
      }
      if (depth == floor) {
        return value;
      }
    }
  }

  /** A value without parts, or null if a container with parts was begun. */
  private @Nullable JsonValue scalarOrOpen() {
    int c = peek();
    switch (c) {
      case '{':
        open(true);
        if (peek() == '}') {
          pos++;
          close();
          return JsonObject.EMPTY;
        }
        readName();
        return null;
      case '[':
        open(false);
        if (peek() == ']') {
          pos++;
          close();
          return JsonArray.EMPTY;
        }
        return null;
      case '"':
        return new JsonString(string());
      case 't':
        return literal(TRUE_BYTES, TRUE);
      case 'f':
        return literal(FALSE_BYTES, FALSE);
      case 'n':
        return literal(NULL_BYTES, JsonNull.NULL);
      default:
        if (c == '-' || digit(c)) {
          return number();
        }
        throw fault("expected a value, found " + seen());
    }
  }

  private void open(boolean object) {
    if (depth == maxDepth) {
      throw tooDeep();
    }
    pos++;
    if (depth == starts.length) {
      int length = depth * 2;
      objects = Arrays.copyOf(objects, length);
      starts = Arrays.copyOf(starts, length);
      itemCounts = Arrays.copyOf(itemCounts, length);
      indexes = Arrays.copyOf(indexes, length);
    }
    objects[depth] = object;
    starts[depth] = top;
    itemCounts[depth] = 0;
    depth++;
  }

  private void close() {
    depth--;
    indexes[depth] = null;
    top = starts[depth];
  }

  private JsonObject closedObject() {
    int start = starts[depth - 1];
    String[] memberNames = Arrays.copyOfRange(nonNull(names), start, top);
    JsonValue[] memberValues = Arrays.copyOfRange(nonNull(values), start, top);
    var members = new Members(memberNames, memberValues, indexes[depth - 1]);
    close();
    return new JsonObject(members);
  }

  private JsonArray closedArray() {
    JsonValue[] items = Arrays.copyOfRange(nonNull(values), starts[depth - 1], top);
    close();
    return new JsonArray(new Items(items));
  }

  /** The places below the top were all written. */
  @SuppressWarnings("NullAway")
  private static <T> T[] nonNull(@Nullable T[] written) {
    return written;
  }

  private void reserve() {
    if (top == values.length) {
      int length = top * 2;
      names = Arrays.copyOf(names, length);
      values = Arrays.copyOf(values, length);
    }
  }

  /** Reads a name and its colon, checks that it is new, and takes a place for it and its value. */
  private String readName() {
    if (peek() != '"') {
      throw fault("expected a member name in quotes, found " + seen());
    }
    int at = pos;
    String name = name();
    unique(name, at);
    if (peek() != ':') {
      throw fault("expected ':' after a member name, found " + seen());
    }
    pos++;
    reserve();
    names[top++] = name;
    return name;
  }

  private void unique(String name, int at) {
    int start = starts[depth - 1];
    boolean seen = false;
    if (top - start < Members.LINEAR) {
      for (int i = start; i < top && !seen; i++) {
        seen = name.equals(names[i]);
      }
    } else {
      HashMap<String, Integer> index = indexes[depth - 1];
      if (index == null) {
        index = new HashMap<>();
        for (int i = start; i < top; i++) {
          index.put(Objects.requireNonNull(names[i]), i - start);
        }
        indexes[depth - 1] = index;
      }
      seen = index.putIfAbsent(name, top - start) != null;
    }
    if (seen) {
      reserve();
      names[top++] = name;
      throw new JsonException(
          JsonException.Kind.DUPLICATE_MEMBER,
          "the object has two members of the name " + Json.write(new JsonString(shown(name))),
          at);
    }
  }

  private static String shown(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "...";
  }

  /** A string that is likely to come again: a member name. */
  private String name() {
    byte[] b = in;
    int start = pos + 1;
    int i = start;
    int hash = 0;
    while (i < end) {
      int c = b[i];
      if (c < ' ' || c == '\\') {
        return string();
      }
      if (c == '"') {
        pos = i + 1;
        return cached(start, i, hash);
      }
      hash = 31 * hash + c;
      i++;
    }
    return string();
  }

  private String cached(int start, int stop, int hash) {
    String[] cache = nameCache;
    if (cache == null) {
      cache = new String[NAME_SLOTS];
      Arrays.fill(cache, "");
      nameCache = cache;
    }
    int slot = (hash ^ hash >>> 7) & NAME_SLOTS - 1;
    String candidate = cache[slot];
    int length = stop - start;
    if (candidate.length() == length && candidate.hashCode() == hash) {
      int i = 0;
      while (i < length && candidate.charAt(i) == in[start + i]) {
        i++;
      }
      if (i == length) {
        return candidate;
      }
    }
    String name = new String(in, start, length, StandardCharsets.UTF_8);
    cache[slot] = name;
    return name;
  }

  /** Reads a string whose opening quote is here. */
  private String string() {
    byte[] b = in;
    int stop = end;
    int start = pos + 1;
    int i = start;
    while (i < stop) {
      int c = b[i];
      if (c >= ' ') {
        if (c == '"') {
          pos = i + 1;
          return new String(b, start, i - start, StandardCharsets.UTF_8);
        }
        if (c == '\\') {
          return escaped(start, i);
        }
        i++;
      } else {
        i = afterWide(i);
      }
    }
    throw unterminated();
  }

  private String escaped(int start, int firstEscape) {
    byte[] b = in;
    var out = new StringBuilder(firstEscape - start + 32);
    int plain = start;
    int i = firstEscape;
    while (i < end) {
      int c = b[i];
      if (c == '"' || c == '\\') {
        if (i > plain) {
          out.append(new String(b, plain, i - plain, StandardCharsets.UTF_8));
        }
        if (c == '"') {
          pos = i + 1;
          return out.toString();
        }
        i = escape(i, out);
        plain = i;
      } else if (c >= ' ') {
        i++;
      } else {
        i = afterWide(i);
      }
    }
    throw unterminated();
  }

  /** Reads the escape whose backslash is at this place; answers the place after it. */
  private int escape(int at, StringBuilder out) {
    if (at + 1 >= end) {
      throw unterminated();
    }
    switch (in[at + 1]) {
      case '"' -> out.append('"');
      case '\\' -> out.append('\\');
      case '/' -> out.append('/');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> {
        out.append(hex(at));
        return at + 6;
      }
      default ->
          throw new JsonException(
              "an escape that JSON does not have; there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t"
                  + " \\uXXXX",
              at);
    }
    return at + 2;
  }

  private char hex(int at) {
    if (at + 6 > end) {
      throw unterminated();
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int d = hexDigit(in[i]);
      if (d < 0) {
        throw new JsonException("expected four hexadecimal digits after \\u", at);
      }
      unit = unit << 4 | d;
    }
    return (char) unit;
  }

  private static int hexDigit(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** The place after the character of several bytes that begins here. */
  private int afterWide(int at) {
    int lead = in[at] & 0xFF;
    if (lead < ' ') {
      throw new JsonException(
          "a control character, byte 0x" + hexByte(lead) + ", in a string; write it as an escape",
          at);
    }
    int width = Utf8.widthAt(in, at, end);
    if (width == 0) {
      throw new JsonException("bytes in a string that are not UTF-8", at);
    }
    return at + width;
  }

  private JsonValue literal(byte[] word, JsonValue value) {
    for (int i = 0; i < word.length; i++) {
      if (pos + i >= end || in[pos + i] != word[i]) {
        throw fault("expected a value; words are true, false and null, in small letters");
      }
    }
    pos += word.length;
    return value;
  }

  private JsonNumber number() {
    byte[] b = in;
    int start = pos;
    int i = start;
    if (b[i] == '-') {
      i++;
    }
    int intStart = i;
    i = digits(i);
    if (b[intStart] == '0' && i - intStart > 1) {
      throw new JsonException("a number must not begin with a needless 0", start);
    }
    int intEnd = i;
    if (i < end && b[i] == '.') {
      i = digits(i + 1);
    }
    if (i < end && (b[i] == 'e' || b[i] == 'E')) {
      i++;
      if (i < end && (b[i] == '+' || b[i] == '-')) {
        i++;
      }
      i = digits(i);
    }
    pos = i;
    if (i == intEnd && intStart == start && i - start <= 3) {
      int small = 0;
      for (int k = start; k < i; k++) {
        small = small * 10 + (b[k] - '0');
      }
      if (small < SMALL_NUMBERS) {
        return SMALL[small];
      }
    }
    return new JsonNumber(new String(b, start, i - start, StandardCharsets.UTF_8));
  }

  private int digits(int from) {
    int i = from;
    while (i < end && digit(in[i])) {
      i++;
    }
    if (i == from) {
      pos = i;
      throw fault("expected a digit in a number, found " + seen());
    }
    return i;
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private JsonException tooDeep() {
    return new JsonException(
        JsonException.Kind.TOO_DEEP, "arrays and objects are nested deeper than " + maxDepth, pos);
  }

  private JsonException unterminated() {
    return new JsonException("expected '\"' at the end of a string, found the end", end);
  }

  private JsonException fault(String message) {
    return new JsonException(message, pos);
  }

  /** What stands at the position, for a message. */
  private String seen() {
    if (pos >= end) {
      return "the end";
    }
    int c = in[pos] & 0xFF;
    return c > ' ' && c < 0x7F ? "'" + (char) c + "'" : "byte 0x" + hexByte(c);
  }

  private static String hexByte(int value) {
    String digits = Integer.toHexString(value);
    return digits.length() == 1 ? "0" + digits : digits;
  }
}
