package dev.morph.ir;

import java.util.List;
import java.util.function.Consumer;

/** Finds what v1 to v3 cannot say, before a definition is begun to be written. */
final class ClassicCheck {
  private final Consumer<String> found;
  private final int maxDepth;
  private int depth;

  /**
   * @param found told what each part is that exists in v4 alone
   */
  ClassicCheck(int maxDepth, Consumer<String> found) {
    this.maxDepth = maxDepth;
    this.found = found;
  }

  void typeDefinition(TypeDefinition definition) {
    if (definition instanceof TypeDefinition.Incomplete) {
      found.accept("a type definition that is incomplete");
    }
  }

  void valueDefinition(ValueDefinition definition) {
    switch (definition) {
      case ValueDefinition.Expression one -> value(one.body());
      case ValueDefinition.Native one -> found.accept("a native body");
      case ValueDefinition.External one -> found.accept("an external body");
      case ValueDefinition.Incomplete one -> found.accept("a body that is incomplete");
    }
  }

  private void values(List<Value> values) {
    for (Value value : values) {
      value(value);
    }
  }

  private void fields(List<Value.Field> fields) {
    for (Value.Field field : fields) {
      value(field.value());
    }
  }

  private void value(Value value) {
    if (++depth > maxDepth) {
      throw new IllegalArgumentException(
          "values stand deeper than " + maxDepth + " within one another");
    }
    switch (value) {
      case Value.Constant node -> literal(node.literal());
      case Value.Constructor node -> {}
      case Value.Tuple node -> values(node.elements());
      case Value.Items node -> values(node.items());
      case Value.Record node -> fields(node.fields());
      case Value.Variable node -> {}
      case Value.Reference node -> {}
      case Value.FieldAccess node -> value(node.target());
      case Value.FieldFunction node -> {}
      case Value.Apply node -> {
        value(node.function());
        value(node.argument());
      }
      case Value.Lambda node -> {
        pattern(node.parameter());
        value(node.body());
      }
      case Value.LetDefinition node -> {
        valueDefinition(node.definition());
        value(node.in());
      }
      case Value.LetRecursion node -> {
        for (Value.Binding binding : node.definitions()) {
          valueDefinition(binding.definition());
        }
        value(node.in());
      }
      case Value.Destructure node -> {
        pattern(node.pattern());
        value(node.value());
        value(node.in());
      }
      case Value.IfThenElse node -> {
        value(node.condition());
        value(node.then());
        value(node.otherwise());
      }
      case Value.PatternMatch node -> {
        value(node.value());
        for (Value.Case one : node.cases()) {
          pattern(one.pattern());
          value(one.body());
        }
      }
      case Value.UpdateRecord node -> {
        value(node.target());
        fields(node.fields());
      }
      case Value.Unit node -> {}
      case Value.Hole node -> found.accept("a hole");
    }
    depth--;
  }

  private void pattern(Pattern pattern) {
    if (++depth > maxDepth) {
      throw new IllegalArgumentException(
          "patterns stand deeper than " + maxDepth + " within one another");
    }
    switch (pattern) {
      case Pattern.As node -> pattern(node.pattern());
      case Pattern.Tuple node -> node.elements().forEach(this::pattern);
      case Pattern.Constructor node -> node.arguments().forEach(this::pattern);
      case Pattern.HeadTail node -> {
        pattern(node.head());
        pattern(node.tail());
      }
      case Pattern.Constant node -> literal(node.literal());
      case Pattern.Wildcard node -> {}
      case Pattern.EmptyList node -> {}
      case Pattern.Unit node -> {}
    }
    depth--;
  }

  private void literal(Literal literal) {
    if (literal instanceof Literal.Document) {
      found.accept("a document literal");
    }
  }
}
