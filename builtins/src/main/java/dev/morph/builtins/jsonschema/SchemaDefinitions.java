package dev.morph.builtins.jsonschema;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.builtins.Causes;
import dev.morph.builtins.UniqueNames;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.types.TypeDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All definitions that some types need: their own, those of the types that they refer to, and one
 * for each use of a generic type with other arguments. Not safe for several threads.
 */
final class SchemaDefinitions {
  /** So many uses of generic types have definitions; more come from one that grows without end. */
  private static final int MOST_USES = 1_000;

  /** The longest text of an argument. */
  private static final int LONGEST_ARGUMENT = 2_000;

  /** The longest key that is made of arguments. */
  private static final int LONGEST_KEY = 200;

  private final TypeEnvironment types;
  private final Path ownPackage;
  private final UniqueNames names = UniqueNames.avoiding(Set.of());
  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private int uses;

  /** What becomes a definition. */
  private record Pending(String key, FQName type, List<Argument> arguments) {}

  /** What became of it: a schema, or why there is none. */
  private record Definition(
      @Nullable JsonObject schema, @Nullable String fault, Set<String> references) {}

  SchemaDefinitions(TypeEnvironment types, Path ownPackage) {
    this.types = types;
    this.ownPackage = ownPackage;
  }

  TypeEnvironment types() {
    return types;
  }

  /** Keeps the key of a type of the own package for it, before others may take it. */
  void reserve(FQName type) {
    keys.put(type.toString(), names.name(wantedKey(type)));
  }

  /**
   * The key of a type's definition, which is made if it is new.
   *
   * @param arguments for those parameters that matter
   * @return null if there are too many uses, or too long arguments, of generic types
   */
  @Nullable String keyOf(FQName type, List<Argument> arguments) {
    String identity = type.toString();
    String wanted = wantedKey(type);
    if (!arguments.isEmpty()) {
      identity += joined(arguments.stream().map(Argument::identity).toList());
      wanted += joined(arguments.stream().map(Argument::shown).toList());
      if (identity.length() > LONGEST_ARGUMENT) {
        return null;
      }
    }
    String key = keys.get(identity);
    if (key == null) {
      if (!arguments.isEmpty() && ++uses > MOST_USES) {
        return null;
      }
      key = names.name(wanted.substring(0, Math.min(wanted.length(), LONGEST_KEY)));
      keys.put(identity, key);
    }
    if (!definitions.containsKey(key)) {
      definitions.put(key, new Definition(null, null, Set.of()));
      pending.add(new Pending(key, type, arguments));
    }
    return key;
  }

  private static String joined(List<String> texts) {
    return "(" + String.join(",", texts) + ")";
  }

  private String wantedKey(FQName type) {
    String local = type.local().pascalCase();
    String module = type.module().pascalCase();
    String key = module.isEmpty() ? local : module + "." + local;
    return type.packageName().equals(ownPackage) || names.isFree(key)
        ? key
        : type.packageName().pascalCase() + "." + key;
  }

  /** Makes all definitions that are referred to. */
  void complete() {
    for (Pending next = pending.poll(); next != null; next = pending.poll()) {
      definitions.put(next.key(), mapped(next));
    }
    cutLoops();
    withdraw();
  }

  private Definition mapped(Pending pending) {
    TypeDeclaration declaration = Objects.requireNonNull(types.type(pending.type()));
    Map<Name, Argument> arguments = new HashMap<>();
    if (!pending.arguments().isEmpty()) {
      int i = 0;
      for (Name parameter : SchemaMapper.used(declaration)) {
        arguments.put(parameter, pending.arguments().get(i++));
      }
    }
    var mapper = new SchemaMapper(this, arguments);
    JsonObject schema = mapper.declaration(pending.type(), declaration);
    return new Definition(schema, mapper.fault(), mapper.references());
  }

  /** A type that stands for itself, which no validator would come to the end of. */
  private void cutLoops() {
    Set<String> ended = new HashSet<>();
    for (String start : List.copyOf(definitions.keySet())) {
      Set<String> way = new LinkedHashSet<>();
      String at = start;
      while (at != null && !ended.contains(at) && way.add(at)) {
        at = inPlace(definition(at).schema());
      }
      if (at != null && !ended.contains(at)) {
        definitions.put(
            at, new Definition(null, "Cannot map type " + at + ": it stands for itself", Set.of()));
      }
      ended.addAll(way);
    }
  }

  /** The definition that a schema applies to the same data as itself; null if there is none. */
  private static @Nullable String inPlace(@Nullable JsonValue schema) {
    if (!(schema instanceof JsonObject object)) {
      return null;
    }
    if (object.get("$ref") instanceof JsonString reference) {
      return reference.value().substring("#/$defs/".length());
    }
    // A Maybe, in which the one choice is null; constructors apply to parts of the data.
    return object.get("oneOf") instanceof JsonArray choices
        ? inPlace(choices.items().getLast())
        : null;
  }

  /** Takes back the definitions that refer to one that could not be made. */
  private void withdraw() {
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    Set<String> faulty = new LinkedHashSet<>();
    definitions.forEach((key, definition) -> {
      needs.put(key, definition.references());
      if (definition.fault() != null) {
        faulty.add(key);
      }
    });
    Causes.of(needs, faulty)
        .forEach((key, cause) -> {
          if (!key.equals(cause)) {
            String fault = "it needs " + cause + ": " + definition(cause).fault();
            definitions.put(key, new Definition(null, fault, Set.of()));
          }
        });
  }

  private Definition definition(String key) {
    return Objects.requireNonNull(definitions.get(key));
  }

  /** Why a definition could not be made; null if it could. */
  @Nullable String fault(String key) {
    return definition(key).fault();
  }

  /** The definitions of these keys and of all that they refer to, in a stable order. */
  JsonObject closure(List<String> roots) {
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(roots);
    for (String key = open.poll(); key != null; key = open.poll()) {
      if (needed.add(key)) {
        open.addAll(definition(key).references());
      }
    }
    var object = JsonObject.builder();
    definitions.forEach((key, definition) -> {
      JsonObject schema = definition.schema();
      if (schema != null && needed.contains(key)) {
        object.put(key, schema);
      }
    });
    return object.build();
  }
}
