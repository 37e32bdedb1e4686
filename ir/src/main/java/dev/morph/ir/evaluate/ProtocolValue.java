package dev.morph.ir.evaluate;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.types.ConstructorDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import dev.morph.morphir.sdk.Char;
import dev.morph.morphir.sdk.Dict;
import dev.morph.morphir.sdk.MorphirSet;
import dev.morph.morphir.sdk.Tuple;
import dev.morph.morphir.sdk.Tuple2;
import dev.morph.morphir.sdk.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Values as the evaluation protocol writes them: objects that tell their kind. */
final class ProtocolValue {
  private static final int DEEPEST = 250;

  private final TypeEnvironment types;

  ProtocolValue(TypeEnvironment types) {
    this.types = types;
  }

  /**
   * The value.
   *
   * @throws DataException if it is none
   */
  Object decode(JsonValue json) {
    if (!(json instanceof JsonObject object)
        || !(object.get("kind") instanceof JsonString(String kind))) {
      throw DataCodec.wrong("an object with a kind", json);
    }
    try {
      return switch (kind) {
        case "unit" -> Unit.UNIT;
        case "boolean" -> DataScalars.decode("basics#bool", member(object, "value"));
        case "integer" -> integer(DataScalars.text(member(object, "value"), "digits, as a text"));
        case "float" -> real(member(object, "value"));
        case "decimal" -> DataScalars.decode("decimal#decimal", member(object, "value"));
        case "string" -> DataScalars.decode("string#string", member(object, "value"));
        case "character" -> DataScalars.decode("char#char", member(object, "value"));
        case "local-date" -> DataScalars.decode("local-date#local-date", member(object, "value"));
        case "local-time" -> DataScalars.decode("local-time#local-time", member(object, "value"));
        case "uuid" -> DataScalars.decode("UUID#UUID", member(object, "value"));
        case "list" -> List.copyOf(all(object, "elements"));
        case "set" -> MorphirSet.copyOf(all(object, "elements"));
        case "tuple" -> Tuple.of(all(object, "elements"));
        case "dict" -> dict(object);
        case "record" -> record(object);
        case "constructor" -> constructor(object);
        default -> throw new DataException("no kind of values is called " + kind);
      };
    } catch (DataException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new DataException(String.valueOf(e.getMessage()));
    }
  }

  private static JsonValue member(JsonObject object, String name) {
    JsonValue member = object.get(name);
    if (member == null) {
      throw new DataException("the member " + name + " is missing");
    }
    return member;
  }

  private static Object integer(String digits) {
    return Literals.whole(new JsonNumber(digits));
  }

  private static Object real(JsonValue json) {
    return json instanceof JsonString(String text) && !text.equals("NaN") && !text.contains("Inf")
        ? DataScalars.real(new JsonNumber(text))
        : DataScalars.real(json);
  }

  private List<Object> all(JsonObject object, String name) {
    List<Object> values = new ArrayList<>();
    for (JsonValue item : DataCodec.items(member(object, name), "an array")) {
      try {
        values.add(decode(item));
      } catch (DataException e) {
        throw e.within(values.size()).within(name);
      }
    }
    return values;
  }

  private Object dict(JsonObject object) {
    Dict<Object, Object> dict = Dict.empty();
    for (JsonValue entry : DataCodec.items(member(object, "entries"), "an array of pairs")) {
      List<JsonValue> pair = DataCodec.items(entry, "a pair of key and value");
      if (pair.size() != 2) {
        throw DataCodec.wrong("a pair of key and value", entry).within("entries");
      }
      dict = dict.insert(decode(pair.get(0)), decode(pair.get(1)));
    }
    return dict;
  }

  private Object record(JsonObject object) {
    if (!(member(object, "fields") instanceof JsonObject fields)) {
      throw DataCodec.wrong("an object of fields", member(object, "fields"));
    }
    Map<Name, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonValue> field : fields.members().entrySet()) {
      Name name = Name.parse(field.getKey());
      if (name == null) {
        throw new DataException("this is no name: " + field.getKey()).within("fields");
      }
      try {
        values.put(name, decode(field.getValue()));
      } catch (DataException e) {
        throw e.within(field.getKey()).within("fields");
      }
    }
    return RecordValue.of(values);
  }

  private Object constructor(JsonObject object) {
    FQName name = DataNames.fqName(member(object, "name"));
    ConstructorDeclaration declaration = types.constructor(name);
    if (declaration == null) {
      throw new DataException("there is no constructor " + name);
    }
    Object[] arguments = all(object, "arguments").toArray();
    Constructors.Maker maker = Constructors.of(name, declaration);
    if (maker.arity() != arguments.length) {
      throw new DataException(
          name + " takes " + maker.arity() + " arguments, not " + arguments.length);
    }
    return maker.make(arguments);
  }

  /**
   * The JSON of a value.
   *
   * @throws DataException if it has none, as functions
   */
  static JsonObject encode(Object value) {
    return encode(value, 0);
  }

  private static JsonObject encode(Object value, int depth) {
    if (depth > DEEPEST) {
      throw new DataException("values stand deeper within one another than " + DEEPEST);
    }
    return switch (value) {
      case Unit it -> kind("unit").build();
      case Boolean it -> kind("boolean").put("value", it).build();
      case Long it -> text("integer", it);
      case Integer it -> text("integer", it);
      case Short it -> text("integer", it);
      case Byte it -> text("integer", it);
      case BigInteger it -> text("integer", it);
      case Double it -> text("float", it);
      case BigDecimal it -> text("decimal", it.toPlainString());
      case String it -> text("string", it);
      case Char it -> text("character", it);
      case LocalDate it -> text("local-date", it);
      case LocalTime it -> text("local-time", it);
      case UUID it -> text("uuid", it);
      case List<?> it -> kind("list").put("elements", all(it, depth)).build();
      case MorphirSet<?> it -> kind("set").put("elements", all(it, depth)).build();
      case Tuple it -> kind("tuple").put("elements", all(it.parts(), depth)).build();
      case Dict<?, ?> it -> kind("dict").put("entries", entries(it, depth)).build();
      case RecordValue it -> kind("record").put("fields", fields(it, depth)).build();
      case ConstructorValue it -> constructor(it.name(), it.arguments(), depth);
      default -> {
        FQName name = SdkConstructor.nameOf(value);
        SdkConstructor made = name == null ? null : SdkConstructor.of(name);
        if (name == null || made == null) {
          throw new DataException("it has no form in JSON: " + ValueText.of(value));
        }
        yield constructor(name, made.partsOf(value), depth);
      }
    };
  }

  private static JsonObject.Builder kind(String kind) {
    return JsonObject.builder().put("kind", kind);
  }

  private static JsonObject text(String kind, Object value) {
    return kind(kind).put("value", value.toString()).build();
  }

  private static JsonArray all(Iterable<?> values, int depth) {
    List<JsonValue> items = new ArrayList<>();
    values.forEach(value -> items.add(encode(value, depth + 1)));
    return new JsonArray(items);
  }

  private static JsonArray entries(Dict<?, ?> dict, int depth) {
    List<JsonValue> entries = new ArrayList<>();
    for (Tuple2<?, ?> entry : dict) {
      entries.add(all(entry.parts(), depth));
    }
    return new JsonArray(entries);
  }

  private static JsonObject fields(RecordValue record, int depth) {
    var fields = JsonObject.builder();
    record.fields().forEach((name, value) -> fields.put(name.text(), encode(value, depth + 1)));
    return fields.build();
  }

  private static JsonObject constructor(FQName name, List<?> arguments, int depth) {
    return kind("constructor")
        .put("name", name.toString())
        .put("arguments", all(arguments, depth))
        .build();
  }
}
