package dev.morph.ir.evaluate;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.morphir.sdk.Char;
import dev.morph.morphir.sdk.Dict;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.MorphirSet;
import dev.morph.morphir.sdk.Tuple;
import dev.morph.morphir.sdk.Tuple2;
import dev.morph.morphir.sdk.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes values as JSON. */
final class DataEncoder {
  /** As deep as values may stand within one another; readers of JSON take no more. */
  private static final int DEEPEST = 500;

  /** Whole floats up to here are written without a point, as JavaScript does. */
  private static final double WHOLE = 1L << 53;

  private DataEncoder() {}

  static JsonValue encode(Object value) {
    return encode(value, 0);
  }

  private static JsonValue encode(Object value, int depth) {
    if (depth > DEEPEST) {
      throw new DataException("values stand deeper within one another than " + DEEPEST);
    }
    return switch (value) {
      case Boolean it -> new JsonBoolean(it);
      case Long it -> JsonNumber.of(it);
      case Integer it -> JsonNumber.of(it);
      case Short it -> JsonNumber.of(it);
      case Byte it -> JsonNumber.of(it);
      case BigInteger it -> new JsonNumber(it.toString());
      case Double it -> real(it);
      case BigDecimal it -> new JsonString(it.toPlainString());
      case String it -> new JsonString(it);
      case Char it -> new JsonString(it.toString());
      case LocalDate it -> new JsonString(it.toString());
      case LocalTime it -> new JsonString(it.toString());
      case Instant it -> new JsonString(it.toString());
      case UUID it -> new JsonString(it.toString());
      case Unit it -> JsonNull.NULL;
      case List<?> it -> all(it, depth);
      case MorphirSet<?> it -> all(it, depth);
      case Dict<?, ?> it -> dict(it, depth);
      case Tuple it -> all(it.parts(), depth);
      case Maybe.Nothing<?> it -> JsonNull.NULL;
      case Maybe.Just<?>(Object it) -> encode(it, depth + 1);
      case RecordValue it -> record(it, depth);
      case ConstructorValue it -> constructor(it.name().local(), it.arguments(), depth);
      case JsonValue it -> it;
      default -> {
        FQName name = SdkConstructor.nameOf(value);
        SdkConstructor made = name == null ? null : SdkConstructor.of(name);
        if (name == null || made == null) {
          throw new DataException("it has no form in JSON: " + ValueText.of(value));
        }
        yield constructor(name.local(), made.partsOf(value), depth);
      }
    };
  }

  static JsonValue real(double value) {
    if (!Double.isFinite(value)) {
      return new JsonString(Double.toString(value));
    }
    return value == Math.rint(value) && Math.abs(value) < WHOLE
        ? JsonNumber.of((long) value)
        : JsonNumber.of(value);
  }

  private static JsonValue all(Iterable<?> values, int depth) {
    List<JsonValue> items = new ArrayList<>();
    for (Object value : values) {
      items.add(at(items.size(), value, depth));
    }
    return new JsonArray(items);
  }

  private static JsonValue at(int index, Object value, int depth) {
    try {
      return encode(value, depth + 1);
    } catch (DataException e) {
      throw e.within(index);
    }
  }

  private static JsonValue dict(Dict<?, ?> dict, int depth) {
    List<JsonValue> pairs = new ArrayList<>();
    for (Tuple2<?, ?> entry : dict) {
      pairs.add(at(pairs.size(), entry, depth));
    }
    return new JsonArray(pairs);
  }

  private static JsonValue constructor(Name name, List<?> arguments, int depth) {
    List<JsonValue> items = new ArrayList<>();
    items.add(new JsonString(name.classicCamelCase()));
    for (Object argument : arguments) {
      items.add(at(items.size(), argument, depth));
    }
    return new JsonArray(items);
  }

  private static JsonValue record(RecordValue record, int depth) {
    var object = JsonObject.builder();
    for (Map.Entry<Name, Object> field : record.fields().entrySet()) {
      String name = field.getKey().classicCamelCase();
      try {
        object.put(name, encode(field.getValue(), depth + 1));
      } catch (DataException e) {
        throw e.within(name);
      }
    }
    return object.build();
  }
}
