package dev.morph.builtins.jsonschema;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.Constructor;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.types.TypeDeclaration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps the types of one definition. A method that gives null has told why: {@link #fault}. Not safe
 * for several threads.
 */
final class SchemaMapper {
  private static final FQName LIST = SdkSchemas.sdk("list#list");
  private static final FQName SET = SdkSchemas.sdk("set#set");
  private static final FQName DICT = SdkSchemas.sdk("dict#dict");
  private static final FQName MAYBE = SdkSchemas.sdk("maybe#maybe");
  private static final FQName RESULT = SdkSchemas.sdk("result#result");

  private static final JsonObject NULL = JsonObject.builder().put("type", "null").build();

  private final SchemaDefinitions definitions;
  private final Map<Name, Argument> arguments;
  private final Set<String> references = new LinkedHashSet<>();
  private @Nullable String fault;

  SchemaMapper(SchemaDefinitions definitions, Map<Name, Argument> arguments) {
    this.definitions = definitions;
    this.arguments = arguments;
  }

  /** The names of the definitions that what was mapped refers to. */
  Set<String> references() {
    return references;
  }

  /** The first thing that could not be mapped; null if there was none. */
  @Nullable String fault() {
    return fault;
  }

  private @Nullable JsonObject cannotMap(Type type, String why) {
    if (fault == null) {
      fault = "Cannot map type " + TypeText.of(type) + ": " + why;
    }
    return null;
  }

  /** The schema of a declared type's data. */
  @Nullable JsonObject declaration(FQName name, TypeDeclaration declaration) {
    return switch (declaration) {
      case TypeDeclaration.Alias it -> type(it.type());
      case TypeDeclaration.Custom it -> custom(name, it.constructors());
      case TypeDeclaration.Opaque _ -> {
        JsonObject schema = SdkSchemas.defined(name);
        yield schema == null ? cannotMap(named(name), "nothing is told of it") : schema;
      }
    };
  }

  private static Type named(FQName name) {
    return new Type.Reference(TypeAttributes.NONE, name, List.of());
  }

  private @Nullable JsonObject custom(FQName name, List<Constructor> constructors) {
    if (constructors.isEmpty()) {
      return cannotMap(named(name), "it has no constructors");
    }
    List<JsonValue> choices = new ArrayList<>();
    for (Constructor constructor : constructors) {
      JsonObject tag = constant(constructor.name().pascalCase());
      if (constructor.parameters().isEmpty()) {
        choices.add(tag);
      } else {
        List<JsonValue> parts = new ArrayList<>(List.of(tag));
        for (var parameter : constructor.parameters()) {
          JsonObject schema = type(parameter.type());
          if (schema == null) {
            return null;
          }
          parts.add(schema);
        }
        choices.add(tuple(parts));
      }
    }
    return oneOf(choices);
  }

  /** The schema of a type; null if there is none. */
  @Nullable JsonObject type(Type type) {
    return switch (type) {
      case Type.Variable it -> {
        Argument argument = arguments.get(it.name());
        if (argument == null) {
          yield cannotMap(it, "a type parameter has a schema where an argument is given");
        }
        references.addAll(argument.references());
        yield argument.schema();
      }
      case Type.Reference it -> reference(it);
      case Type.Tuple it -> {
        List<JsonValue> elements = all(it.elements());
        yield elements == null ? null : tuple(elements);
      }
      case Type.Record it -> record(it);
      case Type.ExtensibleRecord it -> cannotMap(it, "not all of its fields are known");
      case Type.Function it -> cannotMap(it, "a function is no data");
      case Type.Unit it -> cannotMap(it, "there is no schema of it");
    };
  }

  private @Nullable List<JsonValue> all(List<Type> types) {
    List<JsonValue> schemas = new ArrayList<>();
    for (Type type : types) {
      JsonObject schema = type(type);
      if (schema == null) {
        return null;
      }
      schemas.add(schema);
    }
    return schemas;
  }

  private @Nullable JsonObject record(Type.Record record) {
    var properties = JsonObject.builder();
    List<JsonValue> required = new ArrayList<>();
    for (Type.Field field : record.fields()) {
      JsonObject schema = type(field.type());
      if (schema == null) {
        return null;
      }
      String name = field.name().classicCamelCase();
      properties.put(name, schema);
      if (!isMaybe(field.type())) {
        required.add(new JsonString(name));
      }
    }
    var object = JsonObject.builder().put("type", "object").put("properties", properties.build());
    if (!required.isEmpty()) {
      object.put("required", new JsonArray(required));
    }
    return object.build();
  }

  private @Nullable JsonObject reference(Type.Reference it) {
    int count = it.arguments().size();
    FQName name = it.name();
    if (count == 0) {
      JsonObject inline = SdkSchemas.inline(name);
      return inline == null ? declared(it) : inline;
    }
    if (count == 1 && name.equals(LIST)) {
      return list(it.arguments().getFirst(), false);
    }
    if (count == 1 && name.equals(SET)) {
      return list(it.arguments().getFirst(), true);
    }
    if (count == 1 && name.equals(MAYBE)) {
      return maybe(it.arguments().getFirst());
    }
    if (count == 2 && (name.equals(RESULT) || name.equals(DICT))) {
      List<JsonValue> both = all(it.arguments());
      if (both == null) {
        return null;
      }
      return name.equals(DICT)
          ? array(tuple(both), true)
          : oneOf(
              List.of(
                  tuple(List.of(constant("Err"), both.getFirst())),
                  tuple(List.of(constant("Ok"), both.getLast()))));
    }
    return declared(it);
  }

  private @Nullable JsonObject list(Type item, boolean unique) {
    JsonObject schema = type(item);
    return schema == null ? null : array(schema, unique);
  }

  /** Null fits once alone, or {@code oneOf} would refuse what fits both. */
  private @Nullable JsonObject maybe(Type item) {
    JsonObject schema = type(item);
    return schema == null || nullable(item) ? schema : oneOf(List.of(NULL, schema));
  }

  private boolean nullable(Type type) {
    Type expanded = definitions.types().expand(type);
    return expanded instanceof Type.Variable variable
        ? argumentOf(variable).nullable()
        : isMaybe(expanded);
  }

  private Argument argumentOf(Type.Variable variable) {
    return Objects.requireNonNull(arguments.get(variable.name()));
  }

  private static boolean isMaybe(Type type) {
    return type instanceof Type.Reference it
        && it.name().equals(MAYBE)
        && it.arguments().size() == 1;
  }

  private @Nullable JsonObject declared(Type.Reference it) {
    TypeDeclaration declaration = definitions.types().type(it.name());
    if (declaration == null) {
      return cannotMap(it, "there is no such type");
    }
    List<Name> parameters = declaration.parameters();
    if (parameters.size() != it.arguments().size()) {
      return cannotMap(
          it, "it has " + parameters.size() + " parameters, not " + it.arguments().size());
    }
    Set<Name> used = parameters.isEmpty() ? Set.of() : used(declaration);
    List<Argument> given = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (used.contains(parameters.get(i))) {
        Argument argument = argument(it.arguments().get(i));
        if (argument == null) {
          return null;
        }
        given.add(argument);
      }
    }
    String key = definitions.keyOf(it.name(), given);
    if (key == null) {
      return cannotMap(it, "its arguments grow without end");
    }
    references.add(key);
    return JsonObject.builder().put("$ref", "#/$defs/" + key).build();
  }

  /** The parameters that a schema of the type depends on, in their order. */
  static Set<Name> used(TypeDeclaration declaration) {
    Set<Name> variables = new HashSet<>();
    switch (declaration) {
      case TypeDeclaration.Alias it -> collect(it.type(), variables);
      case TypeDeclaration.Custom it -> {
        for (Constructor constructor : it.constructors()) {
          constructor.parameters().forEach(parameter -> collect(parameter.type(), variables));
        }
      }
      case TypeDeclaration.Opaque _ -> {}
    }
    Set<Name> used = new LinkedHashSet<>(declaration.parameters());
    used.retainAll(variables);
    return used;
  }

  private static void collect(Type type, Set<Name> variables) {
    switch (type) {
      case Type.Variable it -> variables.add(it.name());
      case Type.Reference it -> it.arguments().forEach(one -> collect(one, variables));
      case Type.Tuple it -> it.elements().forEach(one -> collect(one, variables));
      case Type.Record it -> it.fields().forEach(field -> collect(field.type(), variables));
      case Type.ExtensibleRecord it -> {
        variables.add(it.variable());
        it.fields().forEach(field -> collect(field.type(), variables));
      }
      case Type.Function it -> {
        collect(it.parameter(), variables);
        collect(it.result(), variables);
      }
      case Type.Unit _ -> {}
    }
  }

  private @Nullable Argument argument(Type type) {
    // A mapper of its own: the definitions that an argument needs are needed where it is used.
    var mapper = new SchemaMapper(definitions, arguments);
    JsonObject schema = mapper.type(type);
    if (schema == null) {
      if (fault == null) {
        fault = mapper.fault;
      }
      return null;
    }
    return new Argument(
        text(type, true), text(type, false), schema, mapper.references, nullable(type));
  }

  private String text(Type type, boolean full) {
    return switch (type) {
      case Type.Variable it -> full ? argumentOf(it).identity() : argumentOf(it).shown();
      case Type.Reference it -> {
        String name = full ? it.name().toString() : it.name().local().pascalCase();
        yield it.arguments().isEmpty() ? name : name + joined(it.arguments(), full);
      }
      case Type.Tuple it -> joined(it.elements(), full);
      case Type.Record it when full -> {
        var text = new StringBuilder("{");
        for (Type.Field field : it.fields()) {
          text.append(field.name()).append(':').append(text(field.type(), true)).append(',');
        }
        yield text.append('}').toString();
      }
      case Type.Record _ -> "Record";
      case Type.ExtensibleRecord _, Type.Function _, Type.Unit _ ->
          throw new IllegalStateException("no schema: " + TypeText.of(type));
    };
  }

  private String joined(List<Type> types, boolean full) {
    return "(" + String.join(",", types.stream().map(one -> text(one, full)).toList()) + ")";
  }

  private static JsonObject constant(String name) {
    return JsonObject.builder().put("const", name).build();
  }

  private static JsonObject oneOf(List<JsonValue> choices) {
    return JsonObject.builder().put("oneOf", new JsonArray(choices)).build();
  }

  private static JsonObject array(JsonObject items, boolean unique) {
    var schema = JsonObject.builder().put("type", "array").put("items", items);
    return (unique ? schema.put("uniqueItems", true) : schema).build();
  }

  private static JsonObject tuple(List<JsonValue> elements) {
    var schema = JsonObject.builder().put("type", "array").put("items", false);
    // The list may not be empty.
    return (elements.isEmpty() ? schema : schema.put("prefixItems", new JsonArray(elements)))
        .build();
  }
}
