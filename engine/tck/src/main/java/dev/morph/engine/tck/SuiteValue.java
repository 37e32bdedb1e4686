package dev.morph.engine.tck;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An argument or an expected result of the core suite: {@code {"type", "value", ...}}. */
record SuiteValue(JsonObject json) {
  /** The host object that {@code (ref.extern n)} stands for; equal numbers are equal objects. */
  record HostObject(String number) {}

  private static final String NULL = "null";

  static List<SuiteValue> listOf(@Nullable JsonValue values) {
    return values instanceof JsonArray array
        ? array.items().stream().map(item -> new SuiteValue((JsonObject) item)).toList()
        : List.of();
  }

  String type() {
    return Suite.text(json, "type");
  }

  boolean isReference() {
    return type().contains("ref");
  }

  private @Nullable String value() {
    return json.get("value") instanceof JsonString string ? string.value() : null;
  }

  /** The reference that an argument stands for. */
  @Nullable Object reference() {
    String value = value();
    return value == null || value.equals(NULL) ? null : new HostObject(value);
  }

  /** How many lanes a numeric value takes. */
  int laneCount() {
    return switch (type()) {
      case "v128" -> 2;
      case "either" -> listOf(json.get("values")).getFirst().laneCount();
      default -> 1;
    };
  }

  /** Writes the lanes of a numeric argument; the lane after them. */
  int writeLanes(long[] lanes, int at) {
    if (!type().equals("v128")) {
      // Bit patterns with the sign bit set are sign-extended: an engine ignores the high half.
      String value = Objects.requireNonNull(value());
      lanes[at] = is32Bits() ? (int) parse64(value) : parse64(value);
      return at + 1;
    }
    List<JsonValue> items = laneTexts();
    int width = 128 / items.size();
    for (int i = 0; i < items.size(); i++) {
      long bits = parse64(((JsonString) items.get(i)).value());
      int shift = i * width;
      long masked = width == 64 ? bits : bits & ((1L << width) - 1);
      lanes[at + shift / 64] |= masked << (shift % 64);
    }
    return at + 2;
  }

  private boolean is32Bits() {
    return type().equals("i32") || type().equals("f32");
  }

  private List<JsonValue> laneTexts() {
    return ((JsonArray) Objects.requireNonNull(json.get("value"))).items();
  }

  private static long parse64(String text) {
    return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
  }

  /** True if these lanes, from {@code at} on, are what is expected. */
  boolean matchesLanes(long[] lanes, int at) {
    if (type().equals("either")) {
      return listOf(json.get("values")).stream().anyMatch(v -> v.matchesLanes(lanes, at));
    }
    if (!type().equals("v128")) {
      return matches(Objects.requireNonNull(value()), is32Bits() ? 32 : 64, lanes[at]);
    }
    List<JsonValue> items = laneTexts();
    int width = 128 / items.size();
    for (int i = 0; i < items.size(); i++) {
      int shift = i * width;
      long lane = lanes[at + shift / 64] >>> (shift % 64);
      long masked = width == 64 ? lane : lane & ((1L << width) - 1);
      if (!matches(((JsonString) items.get(i)).value(), width, masked)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String expected, int width, long bits) {
    return switch (expected) {
      case "nan:canonical" ->
          width == 32
              ? (bits & ~0x8000_0000L) == 0x7fc0_0000L
              : (bits & Long.MAX_VALUE) == 0x7ff8_0000_0000_0000L;
      case "nan:arithmetic" ->
          width == 32
              ? bits >>> 32 == 0 && (bits & 0x7fc0_0000L) == 0x7fc0_0000L
              : (bits & 0x7ff8_0000_0000_0000L) == 0x7ff8_0000_0000_0000L;
      default -> {
        long wanted = parse64(expected);
        yield bits == (width == 64 ? wanted : wanted & ((1L << width) - 1));
      }
    };
  }

  /** True if this reference is what is expected. */
  boolean matchesReference(@Nullable Object actual) {
    String value = value();
    if (type().startsWith("null") || type().equals("refnull") || NULL.equals(value)) {
      return actual == null;
    }
    if (value != null) {
      return new HostObject(value).equals(actual);
    }
    return type().equals("funcref")
        ? actual instanceof dev.morph.engine.api.Function
        : actual != null;
  }

  @Override
  public String toString() {
    return dev.morph.base.json.Json.write(json);
  }
}
