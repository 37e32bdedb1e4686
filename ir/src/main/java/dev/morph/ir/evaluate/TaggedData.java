package dev.morph.ir.evaluate;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.Constructor;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.types.MorphirSdk;
import dev.morph.ir.types.TypeDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import dev.morph.morphir.sdk.Char;
import dev.morph.morphir.sdk.Dict;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.MorphirSet;
import dev.morph.morphir.sdk.Result;
import dev.morph.morphir.sdk.Tuple;
import dev.morph.morphir.sdk.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values as JSON that tells its type itself: {@code {"int": 1}}, {@code {"list": [...]}}. A
 * declared type helps only with names, of constructors and fields; a value of another type is read
 * too.
 */
final class TaggedData {
  private final TypeEnvironment types;
  private final DataCodec codec;

  TaggedData(TypeEnvironment types) {
    this.types = types;
    this.codec = DataCodec.of(types);
  }

  /**
   * The value.
   *
   * @param declared the type that it should have; null if it is not known
   * @throws DataException if it is none
   */
  Object decode(@Nullable Type declared, JsonValue json) {
    if (!(json instanceof JsonObject object) || object.members().isEmpty()) {
      throw DataCodec.wrong("an object that names the type of a value", json);
    }
    Type type = declared == null ? null : types.expand(declared);
    String tag = object.members().keySet().iterator().next();
    JsonValue content = object.members().values().iterator().next();
    try {
      return switch (tag) {
        case "unit" -> Unit.UNIT;
        case "nothing" -> Maybe.nothing();
        case "just" -> Maybe.just(decode(argument(type, 0), content));
        case "ok" -> Result.ok(decode(argument(type, 1), content));
        case "err" -> Result.err(decode(argument(type, 0), content));
        case "list" -> all(argument(type, 0), content);
        case "set" -> MorphirSet.copyOf(all(argument(type, 0), content));
        case "tuple" -> tuple(type, content);
        case "dict" -> dict(type, content);
        case "record" -> record(type, content);
        case "constructor" -> constructor(type, content, object.get("args"));
        default -> scalar(tag, content);
      };
    } catch (DataException e) {
      throw e.within(tag);
    } catch (IllegalArgumentException e) {
      throw new DataException(String.valueOf(e.getMessage())).within(tag);
    }
  }

  private Object scalar(String tag, JsonValue content) {
    return switch (tag) {
      case "int" -> DataScalars.decode("basics#int", content);
      case "float" -> DataScalars.decode("basics#float", content);
      case "bool" -> DataScalars.decode("basics#bool", content);
      case "string" -> DataScalars.decode("string#string", content);
      case "char" -> Char.of(DataScalars.text(content, "a character"));
      case "decimal" -> DataScalars.decode("decimal#decimal", content);
      case "localDate" -> DataScalars.decode("local-date#local-date", content);
      case "localTime" -> DataScalars.decode("local-time#local-time", content);
      case "uuid" -> DataScalars.decode("UUID#UUID", content);
      case "month" -> constant("local-date", "month", content);
      case "dayOfWeek" -> constant("local-date", "day-of-week", content);
      case "order" -> constant("basics", "order", content);
      default -> throw new DataException("no type of values is called so");
    };
  }

  private Object constant(String module, String type, JsonValue content) {
    var name = new FQName(MorphirSdk.PACKAGE, new Path(List.of(new Name(module))), new Name(type));
    return codec.decode(new Type.Reference(TypeAttributes.NONE, name, List.of()), content);
  }

  private static @Nullable Type argument(@Nullable Type type, int index) {
    return type instanceof Type.Reference reference && reference.arguments().size() > index
        ? reference.arguments().get(index)
        : null;
  }

  private List<Object> all(@Nullable Type item, JsonValue content) {
    List<Object> values = new ArrayList<>();
    for (JsonValue json : DataCodec.items(content, "an array")) {
      values.add(at(values.size(), item, json));
    }
    return List.copyOf(values);
  }

  private Object at(int index, @Nullable Type type, JsonValue json) {
    try {
      return decode(type, json);
    } catch (DataException e) {
      throw e.within(index);
    }
  }

  private Object tuple(@Nullable Type type, JsonValue content) {
    List<Object> values = new ArrayList<>();
    for (JsonValue json : DataCodec.items(content, "an array")) {
      int index = values.size();
      Type element =
          type instanceof Type.Tuple tuple && tuple.elements().size() > index
              ? tuple.elements().get(index)
              : null;
      values.add(at(index, element, json));
    }
    return Tuple.of(values);
  }

  private Object dict(@Nullable Type type, JsonValue content) {
    Dict<Object, Object> dict = Dict.empty();
    for (JsonValue json : DataCodec.items(content, "an array of pairs")) {
      if (!(json instanceof JsonArray(List<JsonValue> pair)) || pair.size() != 2) {
        throw DataCodec.wrong("a pair of key and value", json);
      }
      dict =
          dict.insert(at(0, argument(type, 0), pair.get(0)), at(1, argument(type, 1), pair.get(1)));
    }
    return dict;
  }

  private Object record(@Nullable Type type, JsonValue content) {
    if (!(content instanceof JsonObject object)) {
      throw DataCodec.wrong("an object of fields", content);
    }
    List<Type.Field> declared =
        switch (type) {
          case Type.Record it -> it.fields();
          case Type.ExtensibleRecord it -> it.fields();
          case null, default -> List.of();
        };
    Map<Name, Object> fields = new LinkedHashMap<>();
    object.members().forEach((member, json) -> field(declared, member, json, fields));
    return RecordValue.of(fields);
  }

  private void field(
      List<Type.Field> declared, String member, JsonValue json, Map<Name, Object> fields) {
    Name name = Name.ofIdentifier(member);
    Type type = null;
    for (Type.Field field : declared) {
      if (DataNames.isNamed(field.name(), member)) {
        name = field.name();
        type = field.type();
      }
    }
    if (name == null) {
      throw new DataException("this is no name of a field: " + member);
    }
    try {
      fields.put(name, decode(type, json));
    } catch (DataException e) {
      throw e.within(member);
    }
  }

  private Object constructor(
      @Nullable Type type, JsonValue content, @Nullable JsonValue arguments) {
    String tag = DataScalars.text(content, "the name of a constructor");
    if (!(type instanceof Type.Reference reference)
        || !(types.type(reference.name()) instanceof TypeDeclaration.Custom custom)) {
      throw new DataException("here the type does not tell whose constructor " + tag + " is");
    }
    Constructor constructor = DataCodec.find(custom, tag);
    if (constructor == null) {
      throw new DataException(reference.name() + " has no constructor " + tag);
    }
    List<Type> parameters = DataCodec.parameters(custom, constructor, reference.arguments());
    List<JsonValue> given = arguments == null ? List.of() : DataCodec.items(arguments, "an array");
    if (given.size() != parameters.size()) {
      throw new DataException(
          tag + " takes " + parameters.size() + " arguments, not " + given.size());
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      values.add(at(i, parameters.get(i), given.get(i)));
    }
    return codec.make(reference.name(), constructor.name(), values.toArray());
  }
}
