package dev.morph.ir.types;

import dev.morph.ir.Type;
import java.util.List;
import java.util.stream.Collectors;

/** Types in Elm's notation, with local names. */
final class ElmText {
  private ElmText() {}

  static String of(Type type) {
    return switch (type) {
      case Type.Variable it -> it.name().camelCase();
      case Type.Reference it ->
          it.name().local().pascalCase()
              + it.arguments().stream().map(one -> " " + atom(one)).collect(Collectors.joining());
      case Type.Tuple it ->
          it.elements().stream().map(ElmText::of).collect(Collectors.joining(", ", "( ", " )"));
      case Type.Record it -> "{ " + fields(it.fields()) + " }";
      case Type.ExtensibleRecord it ->
          "{ " + it.variable().camelCase() + " | " + fields(it.fields()) + " }";
      case Type.Function it ->
          (it.parameter() instanceof Type.Function
                  ? "(" + of(it.parameter()) + ")"
                  : of(it.parameter()))
              + " -> "
              + of(it.result());
      case Type.Unit _ -> "()";
    };
  }

  private static String fields(List<Type.Field> fields) {
    return fields.stream()
        .map(one -> one.name().camelCase() + " : " + of(one.type()))
        .collect(Collectors.joining(", "));
  }

  private static String atom(Type type) {
    boolean open =
        type instanceof Type.Function
            || (type instanceof Type.Reference reference && !reference.arguments().isEmpty());
    return open ? "(" + of(type) + ")" : of(type);
  }
}
