package dev.morph.ir.types;

import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes types of types. */
public final class Types {
  private Types() {}

  /** The function of so many parameters; the result itself if there is none. */
  static Type function(List<Type> parameters, Type result) {
    Type type = result;
    for (int i = parameters.size() - 1; i >= 0; i--) {
      type = new Type.Function(TypeAttributes.NONE, parameters.get(i), type);
    }
    return type;
  }

  /** The type with types in place of its variables; variables that are not in the map stay. */
  public static Type substitute(Type type, Map<Name, Type> arguments) {
    return switch (type) {
      case Type.Variable variable -> arguments.getOrDefault(variable.name(), variable);
      case Type.Reference it ->
          it.arguments().isEmpty()
              ? it
              : new Type.Reference(it.attributes(), it.name(), all(it.arguments(), arguments));
      case Type.Tuple it -> new Type.Tuple(it.attributes(), all(it.elements(), arguments));
      case Type.Record it -> new Type.Record(it.attributes(), fields(it.fields(), arguments));
      case Type.ExtensibleRecord it -> extended(it, arguments);
      case Type.Function it ->
          new Type.Function(
              it.attributes(),
              substitute(it.parameter(), arguments),
              substitute(it.result(), arguments));
      case Type.Unit it -> it;
    };
  }

  /** The names of all variables in a type. */
  static Set<Name> variables(Type type) {
    Set<Name> names = new LinkedHashSet<>();
    collect(type, names);
    return names;
  }

  private static void collect(Type type, Set<Name> names) {
    switch (type) {
      case Type.Variable it -> names.add(it.name());
      case Type.Reference it -> it.arguments().forEach(one -> collect(one, names));
      case Type.Tuple it -> it.elements().forEach(one -> collect(one, names));
      case Type.Record it -> it.fields().forEach(one -> collect(one.type(), names));
      case Type.ExtensibleRecord it -> {
        names.add(it.variable());
        it.fields().forEach(one -> collect(one.type(), names));
      }
      case Type.Function it -> {
        collect(it.parameter(), names);
        collect(it.result(), names);
      }
      case Type.Unit _ -> {}
    }
  }

  private static List<Type> all(List<Type> types, Map<Name, Type> arguments) {
    return types.stream().map(one -> substitute(one, arguments)).toList();
  }

  private static List<Type.Field> fields(List<Type.Field> fields, Map<Name, Type> arguments) {
    return fields.stream()
        .map(one -> new Type.Field(one.name(), substitute(one.type(), arguments)))
        .toList();
  }

  /** A record extended by a record is a record of both; what is no record extends by nothing. */
  private static Type extended(Type.ExtensibleRecord record, Map<Name, Type> arguments) {
    List<Type.Field> own = fields(record.fields(), arguments);
    Type base = arguments.get(record.variable());
    return switch (base) {
      case Type.Variable variable ->
          new Type.ExtensibleRecord(record.attributes(), variable.name(), own);
      case Type.Record more -> new Type.Record(record.attributes(), joined(own, more.fields()));
      case Type.ExtensibleRecord more ->
          new Type.ExtensibleRecord(
              record.attributes(), more.variable(), joined(own, more.fields()));
      case null, default -> new Type.ExtensibleRecord(record.attributes(), record.variable(), own);
    };
  }

  private static List<Type.Field> joined(List<Type.Field> first, List<Type.Field> more) {
    List<Type.Field> all = new ArrayList<>(first);
    Set<Name> names = new HashSet<>();
    first.forEach(field -> names.add(field.name()));
    more.stream().filter(field -> names.add(field.name())).forEach(all::add);
    return all;
  }
}
