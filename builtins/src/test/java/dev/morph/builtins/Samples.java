package dev.morph.builtins;

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
import dev.morph.ir.Parameter;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Data of types, made of the types alone. */
public final class Samples {
  private static final int DEEPEST = 8;

  private final TypeEnvironment types;
  private final boolean asSchema;

  /** A value in which one part is wrong. */
  public record Wrong(JsonValue value, String pointer) {}

  private Samples(TypeEnvironment types, boolean asSchema) {
    this.types = types;
    this.asSchema = asSchema;
  }

  /** Data as JSON Schema has it. */
  public static Samples ofSchemas(TypeEnvironment types) {
    return new Samples(types, true);
  }

  /** Data as {@code morphir-tests.json} has it. */
  public static Samples ofData(TypeEnvironment types) {
    return new Samples(types, false);
  }

  /** Some values of a type without parameters; for a custom type at least one per constructor. */
  public List<JsonValue> of(FQName name) {
    return declared(name, List.of(), 0);
  }

  private List<JsonValue> declared(FQName name, List<List<JsonValue>> arguments, int depth) {
    TypeDeclaration declaration = types.type(name);
    Map<Name, List<JsonValue>> bound = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      bound.put(declaration.parameters().get(i), arguments.get(i));
    }
    return switch (declaration) {
      case TypeDeclaration.Alias it -> of(it.type(), bound, depth);
      case TypeDeclaration.Custom it -> {
        List<JsonValue> values = new ArrayList<>();
        for (Constructor constructor : it.constructors()) {
          values.addAll(constructed(constructor, bound, depth));
        }
        yield values;
      }
      case TypeDeclaration.Opaque _ ->
          switch (name.local().text()) {
            case "int-8" -> List.of(JsonNumber.of(-128));
            case "UUID" -> List.of(new JsonString("9b1f3c0e-6d0a-4a53-9a4e-0b7f7a0f3a10"));
            default -> List.of();
          };
    };
  }

  private List<JsonValue> constructed(
      Constructor constructor, Map<Name, List<JsonValue>> bound, int depth) {
    var tag =
        new JsonString(
            asSchema ? constructor.name().pascalCase() : constructor.name().classicCamelCase());
    if (asSchema && constructor.parameters().isEmpty()) {
      return List.of(tag);
    }
    List<List<JsonValue>> parts = new ArrayList<>(List.of(List.of(tag)));
    for (Parameter parameter : constructor.parameters()) {
      parts.add(of(parameter.type(), bound, depth + 1));
    }
    return arrays(parts);
  }

  private List<JsonValue> of(Type type, Map<Name, List<JsonValue>> bound, int depth) {
    if (depth > DEEPEST) {
      return List.of();
    }
    return switch (type) {
      case Type.Variable it -> bound.getOrDefault(it.name(), List.of());
      case Type.Tuple it ->
          arrays(it.elements().stream().map(one -> of(one, bound, depth + 1)).toList());
      case Type.Record it -> records(it, bound, depth);
      case Type.Unit _ -> asSchema ? List.of() : List.of(JsonNull.NULL);
      case Type.Reference it ->
          reference(
              it.name(),
              it.arguments().stream().map(one -> of(one, bound, depth + 1)).toList(),
              depth);
      default -> List.of();
    };
  }

  private List<JsonValue> records(Type.Record record, Map<Name, List<JsonValue>> bound, int depth) {
    List<JsonValue> values = new ArrayList<>();
    for (int choice = 0; choice < 2; choice++) {
      var object = JsonObject.builder();
      boolean whole = true;
      for (Type.Field field : record.fields()) {
        List<JsonValue> candidates = of(field.type(), bound, depth + 1);
        whole &= !candidates.isEmpty();
        if (!candidates.isEmpty()) {
          object.put(field.name().classicCamelCase(), candidates.get(choice % candidates.size()));
        }
      }
      if (whole) {
        values.add(object.build());
      }
    }
    return values;
  }

  private List<JsonValue> reference(FQName name, List<List<JsonValue>> arguments, int depth) {
    return switch (name.toString()) {
      case "morphir/SDK:basics#int" -> List.of(JsonNumber.of(-7));
      case "morphir/SDK:basics#float" -> List.of(JsonNumber.of(2.5), JsonNumber.of(3));
      case "morphir/SDK:basics#bool" -> List.of(new JsonBoolean(true));
      case "morphir/SDK:string#string", "morphir/SDK:char#char" -> List.of(new JsonString("x"));
      case "morphir/SDK:decimal#decimal" -> List.of(new JsonString("1.50"));
      case "morphir/SDK:local-date#local-date" -> List.of(new JsonString("2024-02-29"));
      case "morphir/SDK:local-time#local-time" ->
          List.of(new JsonString(asSchema ? "10:30:00Z" : "10:30:00"));
      case "morphir/SDK:local-date#month" ->
          asSchema ? List.of(new JsonString("May")) : declared(name, arguments, depth + 1);
      case "morphir/SDK:list#list", "morphir/SDK:set#set" ->
          List.of(
              new JsonArray(arguments.getFirst().stream().distinct().toList()), JsonArray.EMPTY);
      case "morphir/SDK:maybe#maybe" -> {
        List<JsonValue> values = new ArrayList<>(arguments.getFirst());
        values.add(JsonNull.NULL);
        yield values;
      }
      case "morphir/SDK:result#result" -> {
        List<JsonValue> values =
            new ArrayList<>(
                arrays(
                    List.of(
                        List.of(new JsonString(asSchema ? "Err" : "err")), arguments.getFirst())));
        values.addAll(
            arrays(List.of(List.of(new JsonString(asSchema ? "Ok" : "ok")), arguments.getLast())));
        yield values;
      }
      case "morphir/SDK:dict#dict" ->
          List.of(new JsonArray(arrays(arguments).stream().distinct().toList()), JsonArray.EMPTY);
      default -> declared(name, arguments, depth + 1);
    };
  }

  /** Arrays of one value each; each value is in one of them. */
  private static List<JsonValue> arrays(List<List<JsonValue>> parts) {
    int most = 0;
    for (List<JsonValue> candidates : parts) {
      if (candidates.isEmpty()) {
        return List.of();
      }
      most = Math.max(most, candidates.size());
    }
    List<JsonValue> arrays = new ArrayList<>();
    for (int i = 0; i < Math.min(most, 10); i++) {
      int choice = i;
      arrays.add(
          new JsonArray(
              parts.stream()
                  .map(candidates -> candidates.get(choice % candidates.size()))
                  .toList()));
    }
    return arrays;
  }

  /** The value with each text, number and boolean in turn replaced by what fits nowhere. */
  public static List<Wrong> spoiled(JsonValue value) {
    return switch (value) {
      case JsonArray array -> {
        List<Wrong> all = new ArrayList<>();
        for (int i = 0; i < array.items().size(); i++) {
          for (Wrong item : spoiled(array.items().get(i))) {
            List<JsonValue> items = new ArrayList<>(array.items());
            items.set(i, item.value());
            all.add(new Wrong(new JsonArray(items), "/" + i + item.pointer()));
          }
        }
        yield all;
      }
      case JsonObject object -> {
        List<Wrong> all = new ArrayList<>();
        for (String name : object.members().keySet()) {
          for (Wrong member : spoiled(object.get(name))) {
            var copy = JsonObject.builder();
            object.members().forEach(copy::put);
            all.add(
                new Wrong(copy.put(name, member.value()).build(), "/" + name + member.pointer()));
          }
        }
        yield all;
      }
      case JsonNull _ -> List.of();
      default ->
          List.of(new Wrong(JsonArray.of(JsonObject.builder().put("wrong", true).build()), ""));
    };
  }
}
