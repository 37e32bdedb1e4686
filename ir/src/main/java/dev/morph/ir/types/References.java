package dev.morph.ir.types;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.FQName;
import dev.morph.ir.NodeWalk;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects the names that definitions refer to, as texts in order. Not safe for several threads.
 */
final class References extends NodeWalk {
  private final Set<String> types = new TreeSet<>();
  private final Set<String> constructors = new TreeSet<>();
  private final Set<String> values = new TreeSet<>();

  JsonArray types() {
    return array(types);
  }

  JsonArray constructors() {
    return array(constructors);
  }

  JsonArray values() {
    return array(values);
  }

  private static JsonArray array(Set<String> names) {
    List<JsonValue> items = names.stream().<JsonValue>map(JsonString::new).toList();
    return new JsonArray(items);
  }

  @Override
  public void type(Type type) {
    if (type instanceof Type.Reference reference) {
      add(types, reference.name());
    }
    super.type(type);
  }

  @Override
  public void value(Value value) {
    switch (value) {
      case Value.Reference it -> add(values, it.name());
      case Value.Constructor it -> add(constructors, it.name());
      default -> super.value(value);
    }
  }

  @Override
  public void pattern(Pattern pattern) {
    if (pattern instanceof Pattern.Constructor it) {
      add(constructors, it.name());
    }
    super.pattern(pattern);
  }

  private static void add(Set<String> names, FQName name) {
    names.add(name.toString());
  }
}
