package dev.morph.ir.evaluate;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.Constructor;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.types.ConstructorDeclaration;
import dev.morph.ir.types.TypeDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import dev.morph.ir.types.Types;
import dev.morph.morphir.sdk.Dict;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.MorphirSet;
import dev.morph.morphir.sdk.Tuple;
import dev.morph.morphir.sdk.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON whose meaning their type gives: the form of {@code morphir-tests.json}. Immutable,
 * safe to share.
 */
public final class DataCodec {
  private final TypeEnvironment types;

  private DataCodec(TypeEnvironment types) {
    this.types = types;
  }

  /** A codec of the types of a distribution. */
  public static DataCodec of(TypeEnvironment types) {
    return new DataCodec(types);
  }

  /**
   * The value that JSON means as a type.
   *
   * @throws DataException if it is no value of the type
   */
  public Object decode(Type declared, JsonValue json) {
    Type type = types.expand(declared);
    return switch (type) {
      case Type.Variable it -> free(json);
      case Type.Reference it -> reference(it, json);
      case Type.Tuple it -> tuple(it.elements(), json);
      case Type.Record it -> record(it.fields(), false, json);
      case Type.ExtensibleRecord it -> record(it.fields(), true, json);
      case Type.Function it -> throw new DataException("a function has no form in JSON");
      case Type.Unit it -> {
        if (json != JsonNull.NULL) {
          throw wrong("null, which is ()", json);
        }
        yield Unit.UNIT;
      }
    };
  }

  /**
   * The arguments of a call, each by the type that the definition declares.
   *
   * @throws DataException if one is no value of its type, or there are too many; the place begins
   *     with the argument's index
   */
  public List<Object> decodeArguments(FQName name, List<JsonValue> arguments) {
    Signature signature = Signature.of(types, name, arguments.size());
    List<Object> values = new ArrayList<>();
    for (JsonValue argument : arguments) {
      Type type = signature.parameter(values.size());
      if (type == null) {
        throw new DataException(name + " takes no such argument").within(values.size());
      }
      values.add(at(values.size(), type, argument));
    }
    return values;
  }

  /**
   * The JSON of a value.
   *
   * @throws DataException if it has none, as functions
   */
  public static JsonValue encode(Object value) {
    return DataEncoder.encode(value);
  }

  static DataException wrong(String wanted, JsonValue json) {
    return new DataException("wanted is " + wanted + ", not " + DataNames.shown(json));
  }

  static List<JsonValue> items(JsonValue json, String what) {
    if (!(json instanceof JsonArray(List<JsonValue> items))) {
      throw wrong(what, json);
    }
    return items;
  }

  /** Where the type is a variable, JSON means what it says. */
  private Object free(JsonValue json) {
    return switch (json) {
      case JsonNull it -> Maybe.nothing();
      case JsonBoolean it -> it.value();
      case JsonString it -> it.value();
      case JsonNumber it -> number(it);
      case JsonArray it -> {
        List<Object> items = new ArrayList<>();
        it.items().forEach(item -> items.add(free(item)));
        yield List.copyOf(items);
      }
      case JsonObject it -> {
        Map<Name, Object> fields = new LinkedHashMap<>();
        it.members().forEach((name, member) -> fields.put(nameOf(name), free(member)));
        yield RecordValue.of(fields);
      }
    };
  }

  private static Object number(JsonNumber number) {
    try {
      return Literals.whole(number);
    } catch (IllegalArgumentException e) {
      return number.doubleValue();
    }
  }

  private static Name nameOf(String member) {
    Name name = Name.ofIdentifier(member);
    if (name == null) {
      throw new DataException("this is no name of a field: " + member);
    }
    return name;
  }

  private Object reference(Type.Reference type, JsonValue json) {
    TypeDeclaration declaration = types.type(type.name());
    if (declaration == null || declaration.parameters().size() != type.arguments().size()) {
      throw new DataException("there is no type " + type.name() + " of that many arguments");
    }
    List<Type> arguments = type.arguments();
    String name = SdkTypes.name(type.name());
    return switch (name) {
      case "list#list" -> all(arguments.getFirst(), items(json, "an array"));
      case "set#set" -> MorphirSet.copyOf(all(arguments.getFirst(), items(json, "an array")));
      case "dict#dict" -> dict(arguments, items(json, "an array of pairs"));
      case "maybe#maybe" ->
          json == JsonNull.NULL ? Maybe.nothing() : Maybe.just(decode(arguments.getFirst(), json));
      default -> {
        if (name.startsWith("key#key-")) {
          yield tuple(arguments, json);
        }
        if (!name.isEmpty() && DataScalars.isScalar(name)) {
          yield DataScalars.decode(name, json);
        }
        if (declaration instanceof TypeDeclaration.Custom custom) {
          yield custom(custom, type, json);
        }
        throw new DataException("values of " + type.name() + " have no form in JSON");
      }
    };
  }

  private List<Object> all(Type type, List<JsonValue> items) {
    List<Object> values = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      values.add(at(i, type, items.get(i)));
    }
    return List.copyOf(values);
  }

  private Object at(int index, Type type, JsonValue json) {
    try {
      return decode(type, json);
    } catch (DataException e) {
      throw e.within(index);
    }
  }

  private Object dict(List<Type> arguments, List<JsonValue> pairs) {
    Dict<Object, Object> dict = Dict.empty();
    for (int i = 0; i < pairs.size(); i++) {
      try {
        List<JsonValue> pair = items(pairs.get(i), "a pair of key and value");
        if (pair.size() != 2) {
          throw wrong("a pair of key and value", pairs.get(i));
        }
        dict =
            dict.insert(at(0, arguments.get(0), pair.get(0)), at(1, arguments.get(1), pair.get(1)));
      } catch (DataException e) {
        throw e.within(i);
      } catch (IllegalArgumentException e) {
        throw new DataException("this is no key: " + e.getMessage()).within(i);
      }
    }
    return dict;
  }

  private Object tuple(List<Type> elements, JsonValue json) {
    List<JsonValue> items = items(json, "an array of " + elements.size());
    if (items.size() != elements.size() || elements.size() < 2) {
      throw wrong("an array of " + elements.size(), json);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      values.add(at(i, elements.get(i), items.get(i)));
    }
    return Tuple.of(values);
  }

  private Object record(List<Type.Field> fields, boolean open, JsonValue json) {
    if (!(json instanceof JsonObject object)) {
      throw wrong("an object with the fields of a record", json);
    }
    Map<String, JsonValue> left = new LinkedHashMap<>(object.members());
    Map<Name, Object> values = new LinkedHashMap<>();
    for (Type.Field field : fields) {
      String member = field.name().classicCamelCase();
      if (!left.containsKey(member)) {
        member = field.name().camelCase();
      }
      JsonValue found = left.remove(member);
      try {
        values.put(field.name(), found == null ? absent(field) : decode(field.type(), found));
      } catch (DataException e) {
        throw found == null ? e : e.within(member);
      }
    }
    for (Map.Entry<String, JsonValue> more : left.entrySet()) {
      if (!open) {
        throw new DataException("the record has no field " + more.getKey());
      }
      values.put(nameOf(more.getKey()), free(more.getValue()));
    }
    return RecordValue.of(values);
  }

  /** A field that is not there is Nothing. */
  private Object absent(Type.Field field) {
    if (types.expand(field.type()) instanceof Type.Reference type
        && SdkTypes.name(type.name()).equals("maybe#maybe")) {
      return Maybe.nothing();
    }
    throw new DataException("the field " + field.name().classicCamelCase() + " is missing");
  }

  private Object custom(TypeDeclaration.Custom custom, Type.Reference type, JsonValue json) {
    List<JsonValue> items = json instanceof JsonString ? List.of(json) : constructorItems(json);
    if (!(items.getFirst() instanceof JsonString(String tag))) {
      throw wrong("the name of a constructor", items.getFirst()).within(0);
    }
    Constructor constructor = find(custom, tag);
    if (constructor == null) {
      throw new DataException(
          type.name()
              + " has no constructor "
              + tag
              + "; it has "
              + String.join(
                  ", ",
                  custom.constructors().stream().map(c -> c.name().classicCamelCase()).toList()));
    }
    List<Type> parameters = parameters(custom, constructor, type.arguments());
    if (items.size() != parameters.size() + 1) {
      throw new DataException(
          tag + " takes " + parameters.size() + " arguments, not " + (items.size() - 1));
    }
    var arguments = new Object[parameters.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = at(i + 1, parameters.get(i), items.get(i + 1));
    }
    return make(type.name(), constructor.name(), arguments);
  }

  private static List<JsonValue> constructorItems(JsonValue json) {
    List<JsonValue> items = items(json, "an array of a constructor's name and its arguments");
    if (items.isEmpty()) {
      throw wrong("an array of a constructor's name and its arguments", json);
    }
    return items;
  }

  /** The constructor that a text names; null if none is named so. */
  static @Nullable Constructor find(TypeDeclaration.Custom custom, String tag) {
    for (Constructor one : custom.constructors()) {
      if (DataNames.isNamed(one.name(), tag)) {
        return one;
      }
    }
    return null;
  }

  /** The types of a constructor's parameters for a type with arguments. */
  static List<Type> parameters(
      TypeDeclaration.Custom custom, Constructor constructor, List<Type> arguments) {
    Map<Name, Type> byName = new HashMap<>();
    for (int i = 0; i < custom.parameters().size(); i++) {
      byName.put(custom.parameters().get(i), arguments.get(i));
    }
    return constructor.parameters().stream()
        .map(parameter -> Types.substitute(parameter.type(), byName))
        .toList();
  }

  /** The value of a constructor of a type. */
  Object make(FQName type, Name constructor, Object[] arguments) {
    var name = new FQName(type.packageName(), type.module(), constructor);
    ConstructorDeclaration declaration = types.constructor(name);
    if (declaration == null) {
      throw new DataException("there is no constructor " + name);
    }
    return Constructors.of(name, declaration).make(arguments);
  }
}
