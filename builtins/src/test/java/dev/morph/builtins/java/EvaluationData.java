package dev.morph.builtins.java;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.morphir.sdk.Char;
import dev.morph.morphir.sdk.Dict;
import dev.morph.morphir.sdk.DictFunctions;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.MorphirSet;
import dev.morph.morphir.sdk.Order;
import dev.morph.morphir.sdk.Result;
import dev.morph.morphir.sdk.SetFunctions;
import dev.morph.morphir.sdk.Tuple;
import dev.morph.morphir.sdk.Tuple2;
import dev.morph.morphir.sdk.Tuple3;
import dev.morph.morphir.sdk.TupleN;
import dev.morph.morphir.sdk.Unit;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The typed data of the evaluation cases, as values of generated classes and from them. */
final class EvaluationData {
  private EvaluationData() {}

  /** A value for a parameter of some type. */
  static Object value(JsonValue typed, Type type) {
    Map.Entry<String, JsonValue> kind = kind(typed);
    JsonValue data = kind.getValue();
    return switch (kind.getKey()) {
      case "int" -> checked(((JsonNumber) data).longValueExact(), type);
      case "float" -> checked(number(data), type);
      case "bool" -> checked(((JsonBoolean) data).value(), type);
      case "string" -> checked(text(data), type);
      case "char" -> checked(Char.of(text(data)), type);
      case "decimal" -> checked(new BigDecimal(text(data)), type);
      case "localDate" -> checked(LocalDate.parse(text(data)), type);
      case "localTime" -> checked(LocalTime.parse(text(data)), type);
      case "month" -> checked(Month.valueOf(text(data).toUpperCase(Locale.ROOT)), type);
      case "dayOfWeek" -> checked(DayOfWeek.valueOf(text(data).toUpperCase(Locale.ROOT)), type);
      case "order" -> checked(Order.valueOf(text(data)), type);
      case "unit" -> checked(Unit.UNIT, type);
      case "just" -> Maybe.just(value(data, argument(type, 0)));
      case "nothing" -> Maybe.nothing();
      case "ok" -> Result.ok(value(data, argument(type, 1)));
      case "err" -> Result.err(value(data, argument(type, 0)));
      case "list" -> list(data, argument(type, 0));
      case "set" -> SetFunctions.fromList(list(data, argument(type, 0)));
      case "dict" -> DictFunctions.fromList(pairs(data, type));
      case "tuple" -> tuple(items(data), type);
      case "record" -> record((JsonObject) data, type);
      case "constructor" -> constructor((JsonObject) typed, type);
      default -> throw new IllegalArgumentException("unknown data " + typed);
    };
  }

  private static Map.Entry<String, JsonValue> kind(JsonValue typed) {
    return ((JsonObject) typed).members().entrySet().iterator().next();
  }

  private static Object checked(Object value, Type type) {
    Class<?> wanted = raw(type);
    boolean fits =
        (wanted == long.class && value instanceof Long)
            || (wanted == double.class && value instanceof Double)
            || (wanted == boolean.class && value instanceof Boolean)
            || wanted.isInstance(value);
    if (!fits) {
      throw new IllegalArgumentException(value + " is no " + wanted);
    }
    return value;
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> it -> it;
      case ParameterizedType it -> (Class<?>) it.getRawType();
      default -> Object.class;
    };
  }

  private static Type argument(Type type, int i) {
    return type instanceof ParameterizedType it ? it.getActualTypeArguments()[i] : Object.class;
  }

  private static String text(JsonValue data) {
    return ((JsonString) data).value();
  }

  private static double number(JsonValue data) {
    return data instanceof JsonNumber number
        ? number.doubleValue()
        : Double.parseDouble(text(data));
  }

  private static List<JsonValue> items(JsonValue data) {
    return ((JsonArray) data).items();
  }

  private static List<Object> list(JsonValue data, Type item) {
    List<Object> list = new ArrayList<>();
    items(data).forEach(one -> list.add(value(one, item)));
    return List.copyOf(list);
  }

  private static List<Tuple2<Object, Object>> pairs(JsonValue data, Type type) {
    List<Tuple2<Object, Object>> pairs = new ArrayList<>();
    for (JsonValue pair : items(data)) {
      List<JsonValue> both = items(pair);
      pairs.add(
          new Tuple2<>(
              value(both.get(0), argument(type, 0)), value(both.get(1), argument(type, 1))));
    }
    return pairs;
  }

  private static Object tuple(List<JsonValue> items, Type type) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      values.add(value(items.get(i), items.size() > 3 ? Object.class : argument(type, i)));
    }
    return switch (values.size()) {
      case 2 -> checked(new Tuple2<>(values.get(0), values.get(1)), type);
      case 3 -> checked(new Tuple3<>(values.get(0), values.get(1), values.get(2)), type);
      default -> checked(new TupleN(values), type);
    };
  }

  private static Object record(JsonObject data, Type type) {
    RecordComponent[] components = raw(type).getRecordComponents();
    if (components == null || components.length != data.members().size()) {
      throw new IllegalArgumentException(data + " is no " + type);
    }
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      JsonValue field = data.get(component.getName());
      if (field == null) {
        throw new IllegalArgumentException("no field " + component.getName() + " in " + data);
      }
      values.add(value(field, component.getGenericType()));
    }
    return made(raw(type), values);
  }

  private static Object constructor(JsonObject data, Type type) {
    String name = text(data.get("constructor"));
    Class<?> owner = raw(type);
    if (owner.isEnum()) {
      for (Object constant : owner.getEnumConstants()) {
        if (constant.toString().replace("_", "").equalsIgnoreCase(name)) {
          return constant;
        }
      }
    }
    for (Class<?> one : owner.getDeclaredClasses()) {
      if (one.getSimpleName().equals(name)) {
        List<JsonValue> given = data.has("args") ? items(data.get("args")) : List.of();
        List<Object> values = new ArrayList<>();
        RecordComponent[] components = one.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
          values.add(value(given.get(i), components[i].getGenericType()));
        }
        return made(one, values);
      }
    }
    throw new IllegalArgumentException("no constructor " + name + " in " + owner);
  }

  private static Object made(Class<?> type, List<Object> values) {
    try {
      var constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A result in the form of plain lists and maps that expected data has in {@link #expected}. */
  static Object plain(Object value) {
    return switch (value) {
      case BigDecimal it -> it.stripTrailingZeros();
      case Char it -> "char " + it;
      case Maybe.Just<?> it -> Map.of("just", plain(it.value()));
      case Maybe.Nothing<?> it -> "nothing";
      case Result.Ok<?, ?> it -> Map.of("ok", plain(it.value()));
      case Result.Err<?, ?> it -> Map.of("err", plain(it.error()));
      case Tuple it -> List.of("tuple", all(it.parts()));
      case Dict<?, ?> it -> Map.of("dict", all(DictFunctions.toList(it)));
      case MorphirSet<?> it -> Map.of("set", all(SetFunctions.toList(it)));
      case List<?> it -> all(it);
      case Unit it -> "unit";
      case Enum<?> it -> it.name().replace("_", "").toLowerCase(Locale.ROOT);
      case Record it -> fields(it);
      default -> value;
    };
  }

  private static List<Object> all(List<?> values) {
    List<Object> all = new ArrayList<>();
    values.forEach(value -> all.add(plain(value)));
    return all;
  }

  private static Object fields(Record record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        Object value = plain(component.getAccessor().invoke(record));
        fields.put(component.getName(), value);
        values.add(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return record.getClass().getEnclosingClass() == null
        ? fields
        : List.of(record.getClass().getSimpleName(), values);
  }

  /** Expected data in the form of {@link #plain}. */
  static Object expected(JsonValue typed) {
    Map.Entry<String, JsonValue> kind = kind(typed);
    JsonValue data = kind.getValue();
    return switch (kind.getKey()) {
      case "int" -> ((JsonNumber) data).longValueExact();
      case "float" -> number(data);
      case "bool" -> ((JsonBoolean) data).value();
      case "string" -> text(data);
      case "char" -> "char " + text(data);
      case "decimal" -> new BigDecimal(text(data)).stripTrailingZeros();
      case "localDate" -> LocalDate.parse(text(data));
      case "localTime" -> LocalTime.parse(text(data));
      case "month", "dayOfWeek", "order" -> text(data).toLowerCase(Locale.ROOT);
      case "unit" -> "unit";
      case "just" -> Map.of("just", expected(data));
      case "nothing" -> "nothing";
      case "ok" -> Map.of("ok", expected(data));
      case "err" -> Map.of("err", expected(data));
      case "list" -> items(data).stream().map(EvaluationData::expected).toList();
      case "tuple" -> List.of("tuple", items(data).stream().map(EvaluationData::expected).toList());
      case "set" ->
          Map.of("set", sorted(items(data).stream().map(EvaluationData::expected).toList()));
      case "dict" ->
          Map.of(
              "dict",
              sorted(
                  items(data).stream()
                      .<Object>map(pair ->
                          List.of(
                              "tuple", items(pair).stream().map(EvaluationData::expected).toList()))
                      .toList()));
      case "record" -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        ((JsonObject) data).members().forEach((name, field) -> fields.put(name, expected(field)));
        yield fields;
      }
      case "constructor" -> {
        var arguments = ((JsonObject) typed).get("args");
        List<Object> values =
            arguments == null
                ? List.of()
                : items(arguments).stream().map(EvaluationData::expected).toList();
        yield List.of(text(data), values);
      }
      default -> throw new IllegalArgumentException("unknown data " + typed);
    };
  }

  /** The order of sets and dicts is that of their keys, which the data does not have to follow. */
  private static List<Object> sorted(List<Object> items) {
    List<Object> sorted = new ArrayList<>(items);
    sorted.sort((a, b) -> key(a).compareTo(key(b)));
    return sorted;
  }

  private static String key(Object item) {
    return item instanceof Long number ? String.format("%020d", number) : item.toString();
  }
}
