package dev.morph.ir;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What decoders of all versions share: where they stand, how deep, and how faults are told. Not
 * safe for several threads.
 */
abstract class NodeDecoder {
  /** Whoever needs more digits than this is an attacker. */
  private static final int MOST_DIGITS = 10_000;

  /** Decodes one kind of thing; null after a diagnostic. */
  interface Decoder<T> {
    @Nullable T decode(JsonValue json);
  }

  final Trail at = new Trail();
  private final Diagnostics found;
  private final int maxDepth;
  private int depth;

  NodeDecoder(Diagnostics found, ReadLimits limits) {
    this.found = found;
    this.maxDepth = limits.maxDepth();
  }

  @Nullable Literal character(JsonValue value) {
    return value instanceof JsonString text
            && !text.value().isEmpty()
            && text.value().codePointCount(0, text.value().length()) == 1
        ? new Literal.Char(text.value())
        : invalidLiteral("a string of one character", value);
  }

  static boolean isWhole(JsonNumber number) {
    String text = number.text();
    if (text.length() > MOST_DIGITS) {
      return false;
    }
    if (text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
      return true;
    }
    try {
      BigDecimal value = number.decimal().stripTrailingZeros();
      return value.scale() <= 0 && (long) value.precision() - value.scale() <= MOST_DIGITS;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  static boolean isFinite(JsonNumber number) {
    return number.text().length() <= MOST_DIGITS && Double.isFinite(number.doubleValue());
  }

  static boolean isDecimal(String text) {
    if (text.length() > MOST_DIGITS) {
      return false;
    }
    try {
      new BigDecimal(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  @Nullable Literal invalidLiteral(String accepted, JsonValue value) {
    return fault(DiagnosticCode.INVALID_LITERAL, expected(accepted, value));
  }

  /** Makes something of two parts. */
  interface Joiner<A, B, T> {
    T join(A first, B second);
  }

  <A, B, T> @Nullable T pair(
      JsonValue json, Decoder<A> first, Decoder<B> second, Joiner<A, B, T> joiner) {
    List<JsonValue> parts = items(json, "an array of two");
    if (parts == null || !sized(parts, 2, "this array")) {
      return null;
    }
    A a = child(parts, 0, first);
    B b = child(parts, 1, second);
    return a == null || b == null ? null : joiner.join(a, b);
  }

  /** The part of a node at this place; null too if the node is too short. */
  <T> @Nullable T child(List<JsonValue> node, int index, Decoder<T> decoder) {
    if (index >= node.size()) {
      return null;
    }
    at.enter(index);
    T decoded = decoder.decode(node.get(index));
    at.leave();
    return decoded;
  }

  <T> @Nullable List<T> children(
      List<JsonValue> node, int index, String accepted, Decoder<T> decoder) {
    if (index >= node.size()) {
      return null;
    }
    at.enter(index);
    List<T> decoded = list(node.get(index), accepted, decoder);
    at.leave();
    return decoded;
  }

  <T> @Nullable List<T> list(JsonValue json, String accepted, Decoder<T> decoder) {
    List<JsonValue> items = items(json, accepted);
    if (items == null) {
      return null;
    }
    if (items.isEmpty()) {
      return List.of();
    }
    List<T> decoded = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      T one = child(items, i, decoder);
      if (one != null) {
        decoded.add(one);
      }
    }
    return decoded.size() == items.size() ? decoded : null;
  }

  <T> @Nullable T member(JsonObject object, String name, Decoder<T> decoder) {
    JsonValue json = object.get(name);
    if (json == null) {
      return fault(DiagnosticCode.MISSING_MEMBER, "the member \"" + name + "\" is missing");
    }
    at.enter(name);
    T decoded = decoder.decode(json);
    at.leave();
    return decoded;
  }

  void onlyMembers(JsonObject object, String... known) {
    if (object.members().size() <= known.length) {
      boolean all = true;
      for (String name : known) {
        all &= object.has(name);
      }
      if (all) {
        return;
      }
    }
    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
      if (!List.of(known).contains(member.getKey())) {
        at.enter(member.getKey());
        fault(
            DiagnosticCode.UNKNOWN_MEMBER,
            "an unknown member; there are " + String.join(", ", known));
        at.leave();
      }
    }
  }

  @Nullable JsonObject object(JsonValue json, String accepted) {
    return json instanceof JsonObject object
        ? object
        : fault(DiagnosticCode.INVALID_SHAPE, expected(accepted + ", which is an object", json));
  }

  @Nullable List<JsonValue> items(JsonValue json, String accepted) {
    return json instanceof JsonArray array
        ? array.items()
        : fault(DiagnosticCode.INVALID_SHAPE, expected(accepted, json));
  }

  /** A warning that is told once. */
  void legacy(String message) {
    if (found.first(DiagnosticCode.LEGACY_SPELLING)) {
      fault(DiagnosticCode.LEGACY_SPELLING, message + ", the first of perhaps many");
    }
  }

  boolean sized(List<JsonValue> node, int size, String what) {
    if (node.size() == size) {
      return true;
    }
    fault(
        DiagnosticCode.INVALID_SHAPE,
        "expected " + size + " parts in " + what + ", found " + node.size());
    return false;
  }

  boolean descend() {
    if (depth == maxDepth) {
      fault(
          DiagnosticCode.DEPTH_LIMIT,
          "types, values and patterns stand deeper than " + maxDepth + " within one another");
      return false;
    }
    depth++;
    return true;
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // always null
  <T> @Nullable T unknown(String kind, String tag) {
    return fault(DiagnosticCode.UNKNOWN_NODE, "there is no tag " + shown(tag) + " of " + kind);
  }

  void ascend() {
    depth--;
  }

  /** True the first time that it is asked for this code. */
  boolean first(DiagnosticCode code) {
    return found.first(code);
  }

  /** Adds a diagnostic for the place where the decoder stands; always null. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  <T> @Nullable T fault(DiagnosticCode code, String message) {
    found.add(code, at.toString(), message);
    return null;
  }

  static String expected(String accepted, JsonValue json) {
    return "expected " + accepted + ", found " + shown(json);
  }

  /** What was found, in a few words. */
  static String shown(JsonValue json) {
    return switch (json) {
      case JsonObject object -> "an object of " + object.members().size() + " members";
      case JsonArray array -> "an array of " + array.items().size() + " items";
      case JsonString string -> shown(string.value());
      case JsonNumber number -> "the number " + cut(number.text());
      case JsonBoolean bool -> String.valueOf(bool.value());
      case JsonNull nothing -> "null";
    };
  }

  static String shown(String text) {
    return Json.write(new JsonString(cut(text)));
  }

  private static String cut(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
