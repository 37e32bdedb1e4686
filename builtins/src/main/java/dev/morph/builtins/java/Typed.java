package dev.morph.builtins.java;

import dev.morph.ir.FQName;
import dev.morph.ir.Pattern;
import dev.morph.ir.Value;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.types.TypeEnvironment;
import dev.morph.ir.types.TypeInference;

/** Sees to it that all nodes of a definition have their type. Not safe for several threads. */
final class Typed {
  private final TypeInference inference;

  Typed(TypeEnvironment environment) {
    inference = new TypeInference(environment);
  }

  /** The definition's body; its types are inferred if one is missing. */
  Value body(FQName name, ValueDefinition.Expression definition) {
    if (isTyped(definition.body())) {
      return definition.body();
    }
    TypeInference.Inferred inferred = inference.infer(name, definition);
    if (!inferred.faults().isEmpty()) {
      throw new Unsayable(
          "type_fault", "its types do not agree: " + inferred.faults().get(0).message());
    }
    return inferred.definition().body();
  }

  private static boolean isTyped(Value value) {
    if (value.attributes().inferredType() == null) {
      return value instanceof Value.Hole;
    }
    return switch (value) {
      case Value.Tuple it -> it.elements().stream().allMatch(Typed::isTyped);
      case Value.Items it -> it.items().stream().allMatch(Typed::isTyped);
      case Value.Record it -> it.fields().stream().allMatch(field -> isTyped(field.value()));
      case Value.FieldAccess it -> isTyped(it.target());
      case Value.Apply it -> isTyped(it.function()) && isTyped(it.argument());
      case Value.Lambda it -> isTyped(it.parameter()) && isTyped(it.body());
      case Value.LetDefinition it -> isTyped(it.definition()) && isTyped(it.in());
      case Value.LetRecursion it ->
          it.definitions().stream().allMatch(one -> isTyped(one.definition())) && isTyped(it.in());
      case Value.Destructure it -> isTyped(it.pattern()) && isTyped(it.value()) && isTyped(it.in());
      case Value.IfThenElse it ->
          isTyped(it.condition()) && isTyped(it.then()) && isTyped(it.otherwise());
      case Value.PatternMatch it ->
          isTyped(it.value())
              && it.cases().stream().allMatch(one -> isTyped(one.pattern()) && isTyped(one.body()));
      case Value.UpdateRecord it ->
          isTyped(it.target()) && it.fields().stream().allMatch(one -> isTyped(one.value()));
      case Value.Constant it -> true;
      case Value.Constructor it -> true;
      case Value.Variable it -> true;
      case Value.Reference it -> true;
      case Value.FieldFunction it -> true;
      case Value.Unit it -> true;
      case Value.Hole it -> true;
    };
  }

  private static boolean isTyped(ValueDefinition definition) {
    return !(definition instanceof ValueDefinition.Expression it) || isTyped(it.body());
  }

  private static boolean isTyped(Pattern pattern) {
    if (pattern.attributes().inferredType() == null) {
      return false;
    }
    return switch (pattern) {
      case Pattern.As it -> isTyped(it.pattern());
      case Pattern.Tuple it -> it.elements().stream().allMatch(Typed::isTyped);
      case Pattern.Constructor it -> it.arguments().stream().allMatch(Typed::isTyped);
      case Pattern.HeadTail it -> isTyped(it.head()) && isTyped(it.tail());
      case Pattern.Wildcard it -> true;
      case Pattern.EmptyList it -> true;
      case Pattern.Constant it -> true;
      case Pattern.Unit it -> true;
    };
  }
}
