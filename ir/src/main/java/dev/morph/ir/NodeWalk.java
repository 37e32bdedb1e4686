package dev.morph.ir;

import org.jspecify.annotations.Nullable;

/**
 * Comes to every value, pattern and type of what it is given, those within others too; inferred
 * types are no part of the meaning and are left out. Override what is of interest, and call {@code
 * super} to come to what stands within.
 */
public abstract class NodeWalk {
  /** For subclasses. */
  protected NodeWalk() {}

  /** Comes to a type definition. */
  public void typeDefinition(TypeDefinition definition) {
    switch (definition) {
      case TypeDefinition.Alias it -> type(it.type());
      case TypeDefinition.Custom it -> it.constructors().value().forEach(this::constructor);
      case TypeDefinition.Incomplete it -> optional(it.partial());
    }
  }

  /** Comes to a type specification. */
  public void typeSpecification(TypeSpecification specification) {
    switch (specification) {
      case TypeSpecification.Alias it -> type(it.type());
      case TypeSpecification.Custom it -> it.constructors().forEach(this::constructor);
      case TypeSpecification.Derived it -> type(it.baseType());
      case TypeSpecification.Opaque _ -> {}
    }
  }

  private void constructor(Constructor constructor) {
    constructor.parameters().forEach(parameter -> type(parameter.type()));
  }

  /** Comes to a value definition, of a module or of a let. */
  public void valueDefinition(ValueDefinition definition) {
    definition.inputs().forEach(input -> type(input.type()));
    optional(definition.output());
    Value body =
        switch (definition) {
          case ValueDefinition.Expression it -> it.body();
          case ValueDefinition.External it -> it.body();
          case ValueDefinition.Incomplete it -> it.partial();
          case ValueDefinition.Native _ -> null;
        };
    if (body != null) {
      value(body);
    }
  }

  /** Comes to a value specification. */
  public void valueSpecification(ValueSpecification specification) {
    specification.inputs().forEach(input -> type(input.type()));
    type(specification.output());
  }

  private void optional(@Nullable Type type) {
    if (type != null) {
      type(type);
    }
  }

  /** Comes to a type. */
  public void type(Type type) {
    switch (type) {
      case Type.Reference it -> it.arguments().forEach(this::type);
      case Type.Tuple it -> it.elements().forEach(this::type);
      case Type.Record it -> it.fields().forEach(field -> type(field.type()));
      case Type.ExtensibleRecord it -> it.fields().forEach(field -> type(field.type()));
      case Type.Function it -> {
        type(it.parameter());
        type(it.result());
      }
      case Type.Variable _, Type.Unit _ -> {}
    }
  }

  /** Comes to a value. */
  public void value(Value value) {
    switch (value) {
      case Value.Tuple it -> it.elements().forEach(this::value);
      case Value.Items it -> it.items().forEach(this::value);
      case Value.Record it -> it.fields().forEach(field -> value(field.value()));
      case Value.FieldAccess it -> value(it.target());
      case Value.Apply it -> {
        value(it.function());
        value(it.argument());
      }
      case Value.Lambda it -> {
        pattern(it.parameter());
        value(it.body());
      }
      case Value.LetDefinition it -> {
        valueDefinition(it.definition());
        value(it.in());
      }
      case Value.LetRecursion it -> {
        it.definitions().forEach(one -> valueDefinition(one.definition()));
        value(it.in());
      }
      case Value.Destructure it -> {
        pattern(it.pattern());
        value(it.value());
        value(it.in());
      }
      case Value.IfThenElse it -> {
        value(it.condition());
        value(it.then());
        value(it.otherwise());
      }
      case Value.PatternMatch it -> {
        value(it.value());
        for (Value.Case one : it.cases()) {
          pattern(one.pattern());
          value(one.body());
        }
      }
      case Value.UpdateRecord it -> {
        value(it.target());
        it.fields().forEach(field -> value(field.value()));
      }
      case Value.Hole it -> optional(it.expectedType());
      case Value.Constant _,
          Value.Constructor _,
          Value.Variable _,
          Value.Reference _,
          Value.FieldFunction _,
          Value.Unit _ -> {}
    }
  }

  /** Comes to a pattern. */
  public void pattern(Pattern pattern) {
    switch (pattern) {
      case Pattern.As it -> pattern(it.pattern());
      case Pattern.Tuple it -> it.elements().forEach(this::pattern);
      case Pattern.Constructor it -> it.arguments().forEach(this::pattern);
      case Pattern.HeadTail it -> {
        pattern(it.head());
        pattern(it.tail());
      }
      case Pattern.Wildcard _, Pattern.EmptyList _, Pattern.Constant _, Pattern.Unit _ -> {}
    }
  }
}
