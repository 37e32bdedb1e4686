package dev.morph.examples.overview;

import dev.morph.ir.Constructor;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Parameter;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Declarations in Elm's notation, as they are read within one module. */
final class Notation {
  private static final Path SDK = new Path(List.of(new Name("morphir"), new Name("SDK")));

  private final Path packageName;
  private final Path module;

  Notation(Path packageName, Path module) {
    this.packageName = packageName;
    this.module = module;
  }

  /** A type with its parameters, as {@code Tree a}. */
  static String head(Name name, List<Name> parameters) {
    return name.pascalCase() + prefixed(parameters, Name::camelCase);
  }

  String alias(Name name, List<Name> parameters, Type type) {
    String right =
        type instanceof Type.Record it
            ? "{ " + joined(it.fields(), "\n    , ", this::field) + "\n    }"
            : text(type);
    return "type alias " + head(name, parameters) + " =\n    " + right;
  }

  String custom(Name name, List<Name> parameters, List<Constructor> constructors) {
    return "type "
        + head(name, parameters)
        + "\n    = "
        + joined(constructors, "\n    | ", this::constructor);
  }

  private String constructor(Constructor constructor) {
    return constructor.name().pascalCase()
        + prefixed(constructor.parameters(), parameter -> atom(parameter.type()));
  }

  /** A value and its type as a function; what is not known of it is {@code ?}. */
  String value(Name name, List<Parameter> inputs, @Nullable Type output) {
    return name.camelCase()
        + " : "
        + inputs.stream()
            .map(input -> parameter(input.type()) + " -> ")
            .collect(Collectors.joining())
        + (output == null ? "?" : text(output));
  }

  private String text(Type type) {
    return switch (type) {
      case Type.Variable it -> it.name().camelCase();
      case Type.Reference it -> name(it.name()) + prefixed(it.arguments(), this::atom);
      case Type.Tuple it -> "( " + joined(it.elements(), ", ", this::text) + " )";
      case Type.Record it ->
          it.fields().isEmpty() ? "{}" : "{ " + joined(it.fields(), ", ", this::field) + " }";
      case Type.ExtensibleRecord it ->
          "{ " + it.variable().camelCase() + " | " + joined(it.fields(), ", ", this::field) + " }";
      case Type.Function it -> parameter(it.parameter()) + " -> " + text(it.result());
      case Type.Unit _ -> "()";
    };
  }

  /** What is of this module or of the SDK has no module before it. */
  private String name(FQName name) {
    String local = name.local().pascalCase();
    boolean near =
        name.packageName().equals(SDK)
            || (name.packageName().equals(packageName) && name.module().equals(module));
    return near ? local : name.module().pascalCase() + "." + local;
  }

  private String parameter(Type type) {
    return type instanceof Type.Function ? atom(type) : text(type);
  }

  private String atom(Type type) {
    boolean compound =
        type instanceof Type.Function
            || (type instanceof Type.Reference it && !it.arguments().isEmpty());
    return compound ? "(" + text(type) + ")" : text(type);
  }

  private String field(Type.Field field) {
    return field.name().camelCase() + " : " + text(field.type());
  }

  private static <T> String prefixed(List<T> parts, Function<T, String> form) {
    return parts.stream().map(part -> " " + form.apply(part)).collect(Collectors.joining());
  }

  private static <T> String joined(List<T> parts, String between, Function<T, String> form) {
    return parts.stream().map(form).collect(Collectors.joining(between));
  }
}
