package dev.morph.builtins.typescript;

import dev.morph.builtins.UniqueNames;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes types, their decoders and their encoders as expressions of one definition.
 *
 * @param module where they stand
 * @param imports gets the modules that they need
 * @param parameters the names of the definition's type parameters
 */
record TypeTexts(
    Modules modules, ModuleNames module, Set<ModuleNames> imports, Map<Name, String> parameters) {
  /** The type in TypeScript. */
  String type(Type type) {
    return switch (type) {
      case Type.Variable it -> parameters.getOrDefault(it.name(), "unknown");
      case Type.Reference it -> reference(it);
      case Type.Tuple it ->
          "readonly [" + joined(it.elements().stream().map(this::type).toList()) + "]";
      case Type.Record it -> record(it.fields());
      case Type.ExtensibleRecord it ->
          parameters.getOrDefault(it.variable(), "object") + " & " + record(it.fields());
      case Type.Function it -> "(argument: " + type(it.parameter()) + ") => " + type(it.result());
      case Type.Unit _ -> "null";
    };
  }

  private String reference(Type.Reference it) {
    FQName name = it.name();
    TypeDeclaration declaration = modules.types().type(name);
    if (declaration == null || declaration.parameters().size() != it.arguments().size()) {
      return "unknown";
    }
    if (SdkTypes.isList(name)) {
      return "readonly " + atom(it.arguments().getFirst()) + "[]";
    }
    if (SdkTypes.isMaybe(name)) {
      return atom(it.arguments().getFirst()) + " | null";
    }
    SdkTypes.Known known = SdkTypes.known(name);
    String text = known == null ? named(name, modules.of(name).of(name).type()) : known.type();
    return it.arguments().isEmpty()
        ? text
        : text + "<" + joined(it.arguments().stream().map(this::type).toList()) + ">";
  }

  /** What a module exports, as it is called here. */
  private String named(FQName type, String name) {
    ModuleNames other = modules.of(type);
    if (other == module) {
      return name;
    }
    imports.add(other);
    return other.alias() + "." + name;
  }

  /** The type where operators stand beside it. */
  private String atom(Type type) {
    boolean compound =
        switch (type) {
          case Type.Function _, Type.ExtensibleRecord _, Type.Tuple _ -> true;
          case Type.Reference it -> SdkTypes.isMaybe(it.name()) || SdkTypes.isList(it.name());
          case Type.Variable _, Type.Record _, Type.Unit _ -> false;
        };
    return compound ? "(" + type(type) + ")" : type(type);
  }

  private String record(List<Type.Field> fields) {
    if (fields.isEmpty()) {
      return "{}";
    }
    List<String> members = new ArrayList<>();
    List<String> names = members(fields);
    for (int i = 0; i < names.size(); i++) {
      members.add("readonly " + property(names.get(i)) + ": " + type(fields.get(i).type()));
    }
    return "{ " + String.join("; ", members) + " }";
  }

  /** The names of a record's members, in data and in TypeScript alike. */
  static List<String> members(List<Type.Field> fields) {
    var names = UniqueNames.avoiding(Set.of());
    return fields.stream().map(field -> names.name(field.name().classicCamelCase())).toList();
  }

  /** The name of a member where it is declared. */
  static String property(String name) {
    return isIdentifier(name) ? name : "\"" + name + "\"";
  }

  /** The member of a value. */
  static String member(String value, String name) {
    return isIdentifier(name) ? value + "." + name : value + "[\"" + name + "\"]";
  }

  private static boolean isIdentifier(String name) {
    return name.equals(ModuleNames.identifier(name));
  }

  /** The decoder of a type that has data. */
  String decoder(Type type) {
    return switch (type) {
      case Type.Variable it -> "decode" + parameters.get(it.name());
      case Type.Reference it -> {
        SdkTypes.Known known = SdkTypes.known(it.name());
        String text =
            known == null
                ? named(it.name(), modules.of(it.name()).of(it.name()).decoder())
                : "morphir.decode" + known.codec();
        yield called(text, it.arguments().stream().map(this::decoder).toList());
      }
      case Type.Tuple it ->
          "morphir.decodeTuple(" + joined(it.elements().stream().map(this::decoder).toList()) + ")";
      case Type.Record it ->
          "morphir.decodeRecord<" + type(it) + ">(" + braced(decodedMembers(it)) + ")";
      case Type.Unit _ -> "morphir.decodeUnit";
      case Type.ExtensibleRecord _, Type.Function _ -> throw noData();
    };
  }

  /** The encoder of a type that has data. */
  String encoder(Type type) {
    return switch (type) {
      case Type.Variable it -> "encode" + parameters.get(it.name());
      case Type.Reference it -> {
        SdkTypes.Known known = SdkTypes.known(it.name());
        String text =
            known == null
                ? named(it.name(), modules.of(it.name()).of(it.name()).encoder())
                : "morphir.encode" + known.codec();
        yield called(text, it.arguments().stream().map(this::encoder).toList());
      }
      case Type.Tuple it ->
          "morphir.encodeTuple(" + joined(it.elements().stream().map(this::encoder).toList()) + ")";
      case Type.Record it -> "(value: " + type(it) + ") => (" + encoded(it, "value") + ")";
      case Type.Unit _ -> "morphir.encodeUnit";
      case Type.ExtensibleRecord _, Type.Function _ -> throw noData();
    };
  }

  /** The data of a value. */
  String encoded(Type type, String value) {
    return type instanceof Type.Record record
        ? braced(encodedMembers(record, value))
        : encoder(type) + "(" + value + ")";
  }

  /** The members of a record's data. */
  List<String> encodedMembers(Type.Record record, String value) {
    List<String> names = members(record.fields());
    List<String> members = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      members.add(
          property(name) + ": " + encoded(record.fields().get(i).type(), member(value, name)));
    }
    return members;
  }

  /** The members of a record's decoder. */
  List<String> decodedMembers(Type.Record record) {
    List<String> names = members(record.fields());
    List<String> members = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      members.add(property(names.get(i)) + ": " + decoder(record.fields().get(i).type()));
    }
    return members;
  }

  private static String called(String function, List<String> arguments) {
    return arguments.isEmpty() ? function : function + "(" + joined(arguments) + ")";
  }

  private static String joined(List<String> parts) {
    return String.join(", ", parts);
  }

  private static String braced(List<String> members) {
    return members.isEmpty() ? "{}" : "{ " + joined(members) + " }";
  }

  private static IllegalStateException noData() {
    return new IllegalStateException("a type without data has no codec");
  }
}
