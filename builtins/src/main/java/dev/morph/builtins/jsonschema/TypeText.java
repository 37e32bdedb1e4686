package dev.morph.builtins.jsonschema;

import dev.morph.ir.Type;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Types in Elm's notation, with the canonical names of v4, for messages. */
final class TypeText {
  private static final int LONGEST = 200;

  private TypeText() {}

  /** The text of a type; the end of a long one is left out. */
  static String of(Type type) {
    String text = text(type);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  private static String text(Type type) {
    return switch (type) {
      case Type.Variable it -> it.name().camelCase();
      case Type.Reference it ->
          it.arguments().isEmpty()
              ? it.name().toString()
              : it.name() + " " + joined(it.arguments(), " ", TypeText::atom);
      case Type.Tuple it -> "( " + joined(it.elements(), ", ", TypeText::text) + " )";
      case Type.Record it -> "{ " + fields(it.fields()) + " }";
      case Type.ExtensibleRecord it ->
          "{ " + it.variable().camelCase() + " | " + fields(it.fields()) + " }";
      case Type.Function it ->
          (it.parameter() instanceof Type.Function ? atom(it.parameter()) : text(it.parameter()))
              + " -> "
              + text(it.result());
      case Type.Unit _ -> "()";
    };
  }

  private static String atom(Type type) {
    boolean compound =
        type instanceof Type.Function
            || (type instanceof Type.Reference it && !it.arguments().isEmpty());
    return compound ? "(" + text(type) + ")" : text(type);
  }

  private static String fields(List<Type.Field> fields) {
    return joined(fields, ", ", field -> field.name().camelCase() + " : " + text(field.type()));
  }

  private static <T> String joined(List<T> parts, String between, Function<T, String> form) {
    return parts.stream().map(form).collect(Collectors.joining(between));
  }
}
