package dev.morph.runtime.sandbox;

import dev.morph.base.Base64Text;
import dev.morph.base.ErrorCode;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.component.abi.VariantValue;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.HostFault;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How values of WIT types stand in the JSON of the bytes ABI: records as objects with snake-case
 * names, {@code list<u8>} as base64, tuples and lists as arrays, an absent option as an absent
 * member, an enum by its case's name, a variant as {@code {"type", "value"}}.
 */
final class JsonMapping {
  private final Map<String, String> caseNames;

  /**
   * A mapping.
   *
   * @param caseNames JSON names of variant cases that differ from WIT's
   */
  JsonMapping(Map<String, String> caseNames) {
    this.caseNames = Map.copyOf(caseNames);
  }

  /** The value that a request holds at {@code path}; a wrong one is {@code request-invalid}. */
  Object read(JsonValue json, WitType type, String path) {
    return switch (type) {
      case WitType.Primitive primitive -> primitive(json, primitive, path);
      case WitType.ListOf list -> list(json, list, path);
      case WitType.Tuple tuple -> {
        if (!(json instanceof JsonArray array) || array.items().size() != tuple.elements().size()) {
          throw wrong(path, "an array of " + tuple.elements().size(), json);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < tuple.elements().size(); i++) {
          values.add(read(array.items().get(i), tuple.elements().get(i), path + "[" + i + "]"));
        }
        yield values;
      }
      case WitType.Record record -> {
        if (!(json instanceof JsonObject object)) {
          throw wrong(path, "an object", json);
        }
        yield java.util.Arrays.asList(
            fields(object, record.fields(), path.isEmpty() ? "" : path + "."));
      }
      case WitType.Option option ->
          json == JsonNull.NULL ? Optional.empty() : Optional.of(read(json, option.some(), path));
      case WitType.Enum cases -> {
        if (!(json instanceof JsonString string) || !cases.cases().contains(string.value())) {
          throw wrong(path, "one of " + String.join(", ", cases.cases()), json);
        }
        yield string.value();
      }
      case WitType.Flags flags -> flags(json, flags, path);
      case WitType.Variant variant -> variant(json, variant, path);
      case WitType.Result result ->
          throw new IllegalArgumentException("a result is no parameter: " + path);
    };
  }

  /** The values of a request's members, one per field. */
  Object[] fields(JsonObject object, List<WitType.Field> fields, String prefix) {
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = field(object, fields.get(i), prefix);
    }
    return values;
  }

  /** The value of one member; an absent option is none. */
  Object field(JsonObject object, WitType.Field field, String prefix) {
    if (field.type() instanceof WitType.Option && !object.has(snake(field.name()))) {
      return Optional.empty();
    }
    return read(member(object, field, prefix), field.type(), prefix + snake(field.name()));
  }

  /** The member of a field as it stands; an absent one is {@code request-invalid}. */
  static JsonValue member(JsonObject object, WitType.Field field, String prefix) {
    JsonValue member = object.get(snake(field.name()));
    if (member == null) {
      throw new HostFault(ErrorCode.REQUEST_INVALID, prefix + snake(field.name()) + " is missing");
    }
    return member;
  }

  private Object primitive(JsonValue json, WitType.Primitive type, String path) {
    return switch (type) {
      case STRING -> {
        if (!(json instanceof JsonString string)) {
          throw wrong(path, "a string", json);
        }
        yield string.value();
      }
      case BOOL -> {
        if (!(json instanceof JsonBoolean bool)) {
          throw wrong(path, "true or false", json);
        }
        yield bool.value();
      }
      case S8 -> (int) integer(json, path, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case U8 -> (int) integer(json, path, 0, 0xff);
      case S16 -> (int) integer(json, path, Short.MIN_VALUE, Short.MAX_VALUE);
      case U16 -> (int) integer(json, path, 0, 0xffff);
      case S32 -> (int) integer(json, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case U32 -> integer(json, path, 0, 0xffffffffL);
      case S64 -> integer(json, path, Long.MIN_VALUE, Long.MAX_VALUE);
      case U64 -> {
        try {
          yield number(json, path).unsignedLongValueExact();
        } catch (ArithmeticException e) {
          throw wrong(path, "an integer from 0 to " + unsignedMax(), json);
        }
      }
      case F32 -> (float) floating(json, path, Float.MAX_VALUE);
      case F64 -> floating(json, path, Double.MAX_VALUE);
      case CHAR -> {
        if (!(json instanceof JsonString string)
            || string.value().codePointCount(0, string.value().length()) != 1
            || Character.getType(string.value().codePointAt(0)) == Character.SURROGATE) {
          throw wrong(path, "a string of one character", json);
        }
        yield string.value().codePointAt(0);
      }
    };
  }

  private static BigInteger unsignedMax() {
    return BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  }

  private static JsonNumber number(JsonValue json, String path) {
    if (!(json instanceof JsonNumber number)) {
      throw wrong(path, "a number", json);
    }
    return number;
  }

  /** A number that does not become an infinity, which JSON could not say again. */
  private static double floating(JsonValue json, String path, double max) {
    double value = number(json, path).doubleValue();
    if (Math.abs(value) > max) {
      throw wrong(path, "a number of at most " + max, json);
    }
    return value;
  }

  private static long integer(JsonValue json, String path, long min, long max) {
    try {
      long value = number(json, path).longValueExact();
      if (value >= min && value <= max) {
        return value;
      }
    } catch (ArithmeticException e) {
      // not whole, or beyond 64 bits: said below
    }
    throw wrong(path, "an integer from " + min + " to " + max, json);
  }

  private Object list(JsonValue json, WitType.ListOf list, String path) {
    if (list.element() == WitType.Primitive.U8) {
      if (json instanceof JsonString string) {
        try {
          return Base64Text.decode(string.value());
        } catch (IllegalArgumentException e) {
          throw new HostFault(
              ErrorCode.REQUEST_INVALID, path + " is not base64 (standard alphabet, padded)");
        }
      }
      throw wrong(path, "base64 text", json);
    }
    if (!(json instanceof JsonArray array)) {
      throw wrong(path, "an array", json);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < array.items().size(); i++) {
      values.add(read(array.items().get(i), list.element(), path + "[" + i + "]"));
    }
    return values;
  }

  private static Object flags(JsonValue json, WitType.Flags flags, String path) {
    if (!(json instanceof JsonArray array)) {
      throw wrong(path, "an array", json);
    }
    Set<String> labels = new LinkedHashSet<>();
    for (JsonValue item : array.items()) {
      if (!(item instanceof JsonString string) || !flags.labels().contains(string.value())) {
        throw wrong(path, "labels among " + String.join(", ", flags.labels()), item);
      }
      labels.add(string.value());
    }
    return labels;
  }

  private Object variant(JsonValue json, WitType.Variant variant, String path) {
    if (!(json instanceof JsonObject object)
        || !(object.get("type") instanceof JsonString(String name))) {
      throw wrong(path, "an object with type and value", json);
    }
    for (WitType.Case one : variant.cases()) {
      if (caseName(one).equals(name)) {
        WitType payload = one.type();
        JsonValue value = object.get("value");
        if (payload == null) {
          return new VariantValue(one.name(), null);
        }
        if (value == null) {
          throw new HostFault(ErrorCode.REQUEST_INVALID, path + ".value is missing");
        }
        return new VariantValue(one.name(), read(value, payload, path + ".value"));
      }
    }
    throw new HostFault(
        ErrorCode.REQUEST_INVALID,
        path
            + ".type is \""
            + name
            + "\"; it is one of "
            + String.join(", ", variant.cases().stream().map(this::caseName).toList()));
  }

  private String caseName(WitType.Case one) {
    return caseNames.getOrDefault(one.name(), one.name());
  }

  /** The JSON of a value. */
  JsonValue write(Object value, WitType type) {
    return switch (type) {
      case WitType.Primitive primitive -> writePrimitive(value, primitive);
      case WitType.ListOf list ->
          value instanceof byte[] bytes
              ? new JsonString(Base64Text.encode(bytes))
              : array((List<?>) value, index -> list.element());
      case WitType.Tuple tuple -> array((List<?>) value, tuple.elements()::get);
      case WitType.Record record -> object((List<?>) value, record.fields());
      case WitType.Option option -> {
        Object some = ((Optional<?>) value).orElse(null);
        yield some == null ? JsonNull.NULL : write(some, option.some());
      }
      case WitType.Enum cases -> new JsonString((String) value);
      case WitType.Flags flags ->
          new JsonArray(
              ((Set<?>) value)
                  .stream().<JsonValue>map(label -> new JsonString((String) label)).toList());
      case WitType.Variant variant -> {
        VariantValue chosen = (VariantValue) value;
        for (WitType.Case one : variant.cases()) {
          if (one.name().equals(chosen.caseName())) {
            JsonObject.Builder object = JsonObject.builder().put("type", caseName(one));
            WitType payload = one.type();
            if (payload != null) {
              object.put("value", write(Objects.requireNonNull(chosen.payload()), payload));
            }
            yield object.build();
          }
        }
        throw new IllegalArgumentException("no case " + chosen.caseName());
      }
      case WitType.Result result -> throw new IllegalArgumentException("a result has no JSON form");
    };
  }

  private JsonValue writePrimitive(Object value, WitType.Primitive type) {
    return switch (type) {
      case STRING -> new JsonString((String) value);
      case BOOL -> new JsonBoolean((Boolean) value);
      case CHAR -> new JsonString(Character.toString((Integer) value));
      case U64 -> JsonNumber.ofUnsigned((Long) value);
      case F32, F64 -> {
        double number = ((Number) value).doubleValue();
        yield Double.isFinite(number)
            ? type == WitType.Primitive.F32
                ? new JsonNumber(Float.toString((Float) value))
                : JsonNumber.of(number)
            : JsonNull.NULL;
      }
      default -> JsonNumber.of(((Number) value).longValue());
    };
  }

  private JsonArray array(List<?> values, java.util.function.IntFunction<WitType> types) {
    List<JsonValue> items = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      items.add(write(values.get(i), types.apply(i)));
    }
    return new JsonArray(items);
  }

  private JsonObject object(List<?> values, List<WitType.Field> fields) {
    JsonObject.Builder object = JsonObject.builder();
    for (int i = 0; i < fields.size(); i++) {
      WitType.Field field = fields.get(i);
      Object value = values.get(i);
      if (field.type() instanceof WitType.Option && ((Optional<?>) value).isEmpty()) {
        continue;
      }
      object.put(snake(field.name()), write(value, field.type()));
    }
    return object.build();
  }

  private static String snake(String kebab) {
    return kebab.replace('-', '_');
  }

  private static HostFault wrong(String path, String wanted, JsonValue found) {
    return new HostFault(
        ErrorCode.REQUEST_INVALID,
        (path.isEmpty() ? "the request" : path) + " must be " + wanted + ", found " + kind(found));
  }

  /** What a value is, in words. */
  static String kind(JsonValue value) {
    return switch (value) {
      case JsonObject object -> "an object";
      case JsonArray array -> "an array";
      case JsonString string -> "a string";
      case JsonNumber number -> "the number " + shortened(number.text());
      case JsonBoolean bool -> bool.value() ? "true" : "false";
      case JsonNull none -> "null";
    };
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
