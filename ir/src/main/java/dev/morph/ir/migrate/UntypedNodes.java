package dev.morph.ir.migrate;

import dev.morph.ir.Pattern;
import dev.morph.ir.Value;
import dev.morph.ir.ValueDefinition;
import java.util.List;

/** Looks for nodes whose type is not said. */
final class UntypedNodes {
  private UntypedNodes() {}

  /** True if a value or pattern of the definition has no type. */
  static boolean in(ValueDefinition definition) {
    return definition instanceof ValueDefinition.Expression one && in(one.body());
  }

  private static boolean in(Value value) {
    if (value.attributes().inferredType() == null) {
      return true;
    }
    return switch (value) {
      case Value.Constant _,
          Value.Constructor _,
          Value.Variable _,
          Value.Reference _,
          Value.FieldFunction _,
          Value.Unit _,
          Value.Hole _ ->
          false;
      case Value.Tuple one -> inValues(one.elements());
      case Value.Items one -> inValues(one.items());
      case Value.Record one -> inFields(one.fields());
      case Value.FieldAccess one -> in(one.target());
      case Value.Apply one -> in(one.function()) || in(one.argument());
      case Value.Lambda one -> in(one.parameter()) || in(one.body());
      case Value.LetDefinition one -> in(one.definition()) || in(one.in());
      case Value.LetRecursion one -> {
        for (Value.Binding binding : one.definitions()) {
          if (in(binding.definition())) {
            yield true;
          }
        }
        yield in(one.in());
      }
      case Value.Destructure one -> in(one.pattern()) || in(one.value()) || in(one.in());
      case Value.IfThenElse one -> in(one.condition()) || in(one.then()) || in(one.otherwise());
      case Value.PatternMatch one -> {
        for (Value.Case branch : one.cases()) {
          if (in(branch.pattern()) || in(branch.body())) {
            yield true;
          }
        }
        yield in(one.value());
      }
      case Value.UpdateRecord one -> in(one.target()) || inFields(one.fields());
    };
  }

  private static boolean inValues(List<Value> values) {
    for (Value value : values) {
      if (in(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean inFields(List<Value.Field> fields) {
    for (Value.Field field : fields) {
      if (in(field.value())) {
        return true;
      }
    }
    return false;
  }

  private static boolean in(Pattern pattern) {
    if (pattern.attributes().inferredType() == null) {
      return true;
    }
    return switch (pattern) {
      case Pattern.Wildcard _, Pattern.EmptyList _, Pattern.Constant _, Pattern.Unit _ -> false;
      case Pattern.As one -> in(one.pattern());
      case Pattern.Tuple one -> inPatterns(one.elements());
      case Pattern.Constructor one -> inPatterns(one.arguments());
      case Pattern.HeadTail one -> in(one.head()) || in(one.tail());
    };
  }

  private static boolean inPatterns(List<Pattern> patterns) {
    for (Pattern pattern : patterns) {
      if (in(pattern)) {
        return true;
      }
    }
    return false;
  }
}
