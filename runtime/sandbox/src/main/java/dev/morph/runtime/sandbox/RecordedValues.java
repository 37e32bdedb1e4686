package dev.morph.runtime.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.component.abi.ResultValue;
import dev.morph.component.abi.VariantValue;
import dev.morph.component.abi.WitType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How values of WIT types stand in a recording (docs/reference/recording.md): readable, and exact.
 * Bytes are {@code {"text"}} where they are printable UTF-8 and {@code {"base64"}} otherwise; a
 * number that JSON has not (NaN, infinities) is the text of its bits.
 */
final class RecordedValues {
  private static final String BITS = "0x";

  private RecordedValues() {}

  /** The JSON of a value, secrets masked before it is encoded. */
  static JsonValue write(@Nullable Object value, @Nullable WitType type, Redactor masks) {
    if (type == null || value == null) {
      return JsonNull.NULL;
    }
    return switch (type) {
      case WitType.Primitive primitive -> primitive(value, primitive, masks);
      case WitType.ListOf list ->
          value instanceof byte[] bytes
              ? bytes(masks.redact(bytes))
              : new JsonArray(
                  ((List<?>) value)
                      .stream()
                          .<JsonValue>map(item -> write(item, list.element(), masks))
                          .toList());
      case WitType.Tuple tuple -> {
        List<JsonValue> items = new ArrayList<>();
        for (int i = 0; i < tuple.elements().size(); i++) {
          items.add(write(((List<?>) value).get(i), tuple.elements().get(i), masks));
        }
        yield new JsonArray(items);
      }
      case WitType.Record record -> fields((List<?>) value, record.fields(), masks);
      case WitType.Option(WitType some) -> {
        Object content = ((Optional<?>) value).orElse(null);
        JsonValue written = content == null ? JsonNull.NULL : write(content, some, masks);
        yield content != null && some instanceof WitType.Option
            ? JsonObject.builder().put("some", written).build()
            : written;
      }
      case WitType.Enum cases -> new JsonString((String) value);
      case WitType.Flags flags ->
          new JsonArray(
              flags.labels().stream()
                  .filter(((Set<?>) value)::contains)
                  .<JsonValue>map(JsonString::new)
                  .toList());
      case WitType.Variant variant -> {
        VariantValue chosen = (VariantValue) value;
        WitType payload = payload(variant, chosen.caseName());
        JsonObject.Builder out = JsonObject.builder().put("case", chosen.caseName());
        if (payload != null) {
          out.put("value", write(chosen.payload(), payload, masks));
        }
        yield out.build();
      }
      case WitType.Result(WitType ok, WitType err) ->
          switch ((ResultValue) value) {
            case ResultValue.Ok(Object content) ->
                JsonObject.builder().put("ok", write(content, ok, masks)).build();
            case ResultValue.Err(Object content) ->
                JsonObject.builder().put("err", write(content, err, masks)).build();
          };
    };
  }

  /** The members of a record, or the parameters of a function. */
  static JsonObject fields(List<?> values, List<WitType.Field> fields, Redactor masks) {
    JsonObject.Builder out = JsonObject.builder();
    for (int i = 0; i < fields.size(); i++) {
      out.put(snake(fields.get(i)), write(values.get(i), fields.get(i).type(), masks));
    }
    return out.build();
  }

  private static String snake(WitType.Field field) {
    return field.name().replace('-', '_');
  }

  private static @Nullable WitType payload(WitType.Variant variant, String name) {
    for (WitType.Case one : variant.cases()) {
      if (one.name().equals(name)) {
        return one.type();
      }
    }
    throw new IllegalArgumentException("there is no case \"" + name + "\"");
  }

  private static JsonValue primitive(Object value, WitType.Primitive type, Redactor masks) {
    return switch (type) {
      case STRING -> new JsonString(masks.redact((String) value));
      case BOOL -> new JsonBoolean((Boolean) value);
      case U64 -> JsonNumber.ofUnsigned((Long) value);
      case F32 -> {
        float number = (Float) value;
        yield Float.isFinite(number)
            ? new JsonNumber(Float.toString(number))
            : new JsonString(BITS + Integer.toHexString(Float.floatToRawIntBits(number)));
      }
      case F64 -> {
        double number = (Double) value;
        yield Double.isFinite(number)
            ? JsonNumber.of(number)
            : new JsonString(BITS + Long.toHexString(Double.doubleToRawLongBits(number)));
      }
      case S8, U8, S16, U16, S32, U32, S64, CHAR -> JsonNumber.of(((Number) value).longValue());
    };
  }

  /** Bytes as an object with one member. */
  static JsonObject bytes(byte[] bytes) {
    String text = printable(bytes);
    return text != null
        ? JsonObject.builder().put("text", text).build()
        : JsonObject.builder().put("base64", Base64.getEncoder().encodeToString(bytes)).build();
  }

  private static @Nullable String printable(byte[] bytes) {
    for (byte b : bytes) {
      if (b >= 0 && b < 32 && b != '\n' && b != '\r' && b != '\t' || b == 127) {
        return null;
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /**
   * The value that a recording holds.
   *
   * @throws IllegalArgumentException if it is not of the type
   */
  static Object read(JsonValue json, WitType type) {
    return switch (type) {
      case WitType.Primitive primitive -> readPrimitive(json, primitive);
      case WitType.ListOf list ->
          list.element() == WitType.Primitive.U8
              ? readBytes(json)
              : items(json).stream().map(item -> read(item, list.element())).toList();
      case WitType.Tuple tuple -> {
        List<JsonValue> items = items(json);
        if (items.size() != tuple.elements().size()) {
          throw wrong("an array of " + tuple.elements().size(), json);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
          values.add(read(items.get(i), tuple.elements().get(i)));
        }
        yield values;
      }
      case WitType.Record record -> {
        List<Object> values = new ArrayList<>();
        for (WitType.Field field : record.fields()) {
          values.add(read(member(json, snake(field)), field.type()));
        }
        yield values;
      }
      case WitType.Option(WitType some) -> {
        if (json == JsonNull.NULL) {
          yield Optional.empty();
        }
        yield Optional.of(read(some instanceof WitType.Option ? member(json, "some") : json, some));
      }
      case WitType.Enum cases -> {
        String name = text(json);
        if (!cases.cases().contains(name)) {
          throw wrong("one of " + String.join(", ", cases.cases()), json);
        }
        yield name;
      }
      case WitType.Flags flags -> {
        Set<String> labels = new LinkedHashSet<>();
        for (JsonValue item : items(json)) {
          if (!flags.labels().contains(text(item))) {
            throw wrong("labels among " + String.join(", ", flags.labels()), item);
          }
          labels.add(text(item));
        }
        yield labels;
      }
      case WitType.Variant variant -> {
        String name = text(member(json, "case"));
        WitType payload = payload(variant, name);
        yield new VariantValue(name, payload == null ? null : read(member(json, "value"), payload));
      }
      case WitType.Result(WitType ok, WitType err) -> {
        if (json instanceof JsonObject object && object.has("ok")) {
          yield new ResultValue.Ok(ok == null ? null : read(member(json, "ok"), ok));
        }
        yield new ResultValue.Err(err == null ? null : read(member(json, "err"), err));
      }
    };
  }

  private static Object readPrimitive(JsonValue json, WitType.Primitive type) {
    return switch (type) {
      case STRING -> text(json);
      case BOOL -> {
        if (!(json instanceof JsonBoolean(boolean value))) {
          throw wrong("true or false", json);
        }
        yield value;
      }
      case S8 -> (int) whole(json, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case U8 -> (int) whole(json, 0, 0xff);
      case S16 -> (int) whole(json, Short.MIN_VALUE, Short.MAX_VALUE);
      case U16 -> (int) whole(json, 0, 0xffff);
      case S32 -> (int) whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case U32 -> whole(json, 0, 0xffffffffL);
      case S64 -> whole(json, Long.MIN_VALUE, Long.MAX_VALUE);
      case U64 -> {
        try {
          yield number(json).unsignedLongValueExact();
        } catch (ArithmeticException e) {
          throw wrong("an unsigned integer", json);
        }
      }
      case CHAR -> {
        int point = (int) whole(json, 0, Character.MAX_CODE_POINT);
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
          throw wrong("a code point", json);
        }
        yield point;
      }
      case F32 ->
          json instanceof JsonString
              ? (Object) Float.intBitsToFloat((int) bits(json, 8))
              : (Object) Float.parseFloat(number(json).text());
      case F64 ->
          json instanceof JsonString
              ? (Object) Double.longBitsToDouble(bits(json, 16))
              : (Object) number(json).doubleValue();
    };
  }

  private static long bits(JsonValue json, int digits) {
    String text = text(json);
    if (text.startsWith(BITS) && text.length() <= BITS.length() + digits) {
      try {
        return Long.parseUnsignedLong(text.substring(BITS.length()), 16);
      } catch (NumberFormatException e) {
        // said below
      }
    }
    throw wrong("a number, or its bits as " + BITS + " and hexadecimal digits", json);
  }

  /**
   * Bytes of a recording.
   *
   * @throws IllegalArgumentException if these are none
   */
  static byte[] readBytes(JsonValue json) {
    if (json instanceof JsonObject object && object.members().size() == 1) {
      if (object.get("text") instanceof JsonString(String text)) {
        return text.getBytes(UTF_8);
      }
      if (object.get("base64") instanceof JsonString(String base64)) {
        return Base64.getDecoder().decode(base64);
      }
    }
    throw wrong("{\"text\"} or {\"base64\"}", json);
  }

  private static long whole(JsonValue json, long min, long max) {
    try {
      long value = number(json).longValueExact();
      if (value >= min && value <= max) {
        return value;
      }
    } catch (ArithmeticException e) {
      // not whole, or beyond 64 bits: said below
    }
    throw wrong("an integer from " + min + " to " + max, json);
  }

  private static JsonNumber number(JsonValue json) {
    if (json instanceof JsonNumber number) {
      return number;
    }
    throw wrong("a number", json);
  }

  private static String text(JsonValue json) {
    if (json instanceof JsonString(String text)) {
      return text;
    }
    throw wrong("a string", json);
  }

  private static List<JsonValue> items(JsonValue json) {
    if (json instanceof JsonArray array) {
      return array.items();
    }
    throw wrong("an array", json);
  }

  private static JsonValue member(JsonValue json, String name) {
    if (json instanceof JsonObject object && object.get(name) instanceof JsonValue value) {
      return value;
    }
    throw wrong("an object with " + name, json);
  }

  private static IllegalArgumentException wrong(String wanted, JsonValue found) {
    return new IllegalArgumentException(
        "expected " + wanted + ", found " + JsonMapping.kind(found));
  }

  /** About how many bytes a value takes in a recording; never less than half of it. */
  static long cost(@Nullable Object value) {
    return switch (value) {
      case null -> 8;
      case String text -> 16 + 3L * text.length();
      case byte[] bytes -> 24 + 2L * bytes.length;
      case List<?> list -> 8 + list.stream().mapToLong(RecordedValues::cost).sum();
      case Optional<?> optional -> optional.map(RecordedValues::cost).orElse(8L);
      case VariantValue variant -> 32 + cost(variant.payload());
      case ResultValue.Ok(Object content) -> 16 + cost(content);
      case ResultValue.Err(Object content) -> 16 + cost(content);
      default -> 24;
    };
  }
}
