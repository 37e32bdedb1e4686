package dev.morph.builtins.java;

import java.util.ArrayList;
import java.util.List;

/**
 * A type of Java. Immutable.
 *
 * @param qualifier the package; empty for a primitive type and for a type variable
 * @param name with the names of enclosing types before it, as {@code Maybe.Just}
 * @param arguments none of them primitive
 */
record JavaType(String qualifier, String name, List<JavaType> arguments) {
  static final String SDK = "dev.morph.morphir.sdk";

  static final JavaType BOOLEAN = new JavaType("", "boolean", List.of());
  static final JavaType LONG = new JavaType("", "long", List.of());
  static final JavaType DOUBLE = new JavaType("", "double", List.of());
  static final JavaType OBJECT = lang("Object");
  static final JavaType STRING = lang("String");
  static final JavaType UNIT = sdk("Unit");
  static final JavaType CHAR = sdk("Char");
  static final JavaType DECIMAL = new JavaType("java.math", "BigDecimal", List.of());

  JavaType {
    arguments = List.copyOf(arguments);
  }

  static JavaType lang(String name) {
    return new JavaType("java.lang", name, List.of());
  }

  static JavaType sdk(String name, JavaType... arguments) {
    return new JavaType(SDK, name, List.of(arguments));
  }

  static JavaType variable(String name) {
    return new JavaType("", name, List.of());
  }

  static JavaType function(JavaType parameter, JavaType result) {
    return new JavaType(
        "java.util.function", "Function", List.of(parameter.boxed(), result.boxed()));
  }

  static JavaType list(JavaType item) {
    return new JavaType("java.util", "List", List.of(item.boxed()));
  }

  static JavaType tuple(List<JavaType> elements) {
    List<JavaType> boxed = elements.stream().map(JavaType::boxed).toList();
    return switch (boxed.size()) {
      case 0 -> UNIT;
      case 1 -> boxed.get(0);
      case 2 -> new JavaType(SDK, "Tuple2", boxed);
      case 3 -> new JavaType(SDK, "Tuple3", boxed);
      default -> new JavaType(SDK, "TupleN", List.of());
    };
  }

  boolean isPrimitive() {
    return equals(BOOLEAN) || equals(LONG) || equals(DOUBLE);
  }

  boolean isNumber() {
    return equals(LONG) || equals(DOUBLE);
  }

  boolean isFunction() {
    return name.equals("Function") && qualifier.equals("java.util.function");
  }

  boolean isObject() {
    return equals(OBJECT);
  }

  boolean isVariable() {
    return qualifier.isEmpty() && !isPrimitive();
  }

  /** The class of the same values. */
  JavaType boxed() {
    if (equals(BOOLEAN)) {
      return lang("Boolean");
    }
    if (equals(LONG)) {
      return lang("Long");
    }
    return equals(DOUBLE) ? lang("Double") : this;
  }

  /** The primitive type of the same values, if there is one. */
  JavaType unboxed() {
    if (!qualifier.equals("java.lang")) {
      return this;
    }
    return switch (name) {
      case "Boolean" -> BOOLEAN;
      case "Long" -> LONG;
      case "Double" -> DOUBLE;
      default -> this;
    };
  }

  /** True if values of this type cannot be told from others of the same class. */
  boolean isErased() {
    return isVariable() || !arguments.isEmpty();
  }

  JavaType withArguments(List<JavaType> others) {
    return new JavaType(qualifier, name, others.stream().map(JavaType::boxed).toList());
  }

  /** The type with a type in it, as {@code Maybe.Just} in {@code Maybe}. */
  JavaType nested(String inner) {
    return new JavaType(qualifier, name + "." + inner, arguments);
  }

  /** What tells the class from others. */
  String key() {
    return qualifier + "." + name;
  }

  /** The parameters of a function of functions, so many, and its result behind them. */
  List<JavaType> uncurried(int parameters) {
    List<JavaType> all = new ArrayList<>();
    JavaType rest = this;
    for (int i = 0; i < parameters; i++) {
      if (!rest.isFunction()) {
        throw new IllegalArgumentException(this + " has no " + parameters + " parameters");
      }
      all.add(rest.arguments.get(0));
      rest = rest.arguments.get(1);
    }
    all.add(rest);
    return all;
  }
}
