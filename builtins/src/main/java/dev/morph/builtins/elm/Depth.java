package dev.morph.builtins.elm;

import dev.morph.ir.Pattern;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.Type;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.List;

/**
 * Finds what is deeper than readers and writers of the IR take by default. Its own recursion ends
 * there, so that any depth can be asked about.
 */
final class Depth {
  /** So many values, patterns and types may stand within one another. */
  static final int MOST = ReadLimits.USUAL_DEPTH;

  private Depth() {}

  static boolean exceeds(Type type) {
    return type(type, 0);
  }

  /** Counts the types of nodes too, where they are known. */
  static boolean exceeds(Value value) {
    return value(value, 0);
  }

  private static boolean type(Type type, int around) {
    int depth = around + 1;
    if (depth > MOST) {
      return true;
    }
    return switch (type) {
      case Type.Variable _, Type.Unit _ -> false;
      case Type.Reference it -> types(it.arguments(), depth);
      case Type.Tuple it -> types(it.elements(), depth);
      case Type.Record it -> fields(it.fields(), depth);
      case Type.ExtensibleRecord it -> fields(it.fields(), depth);
      case Type.Function it -> type(it.parameter(), depth) || type(it.result(), depth);
    };
  }

  private static boolean types(List<Type> types, int depth) {
    return types.stream().anyMatch(type -> type(type, depth));
  }

  private static boolean fields(List<Type.Field> fields, int depth) {
    return fields.stream().anyMatch(field -> type(field.type(), depth));
  }

  private static boolean attributes(ValueAttributes attributes, int depth) {
    Type type = attributes.inferredType();
    return type != null && type(type, depth);
  }

  private static boolean value(Value value, int around) {
    int depth = around + 1;
    if (depth > MOST || attributes(value.attributes(), depth)) {
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
      case Value.Tuple it -> values(it.elements(), depth);
      case Value.Items it -> values(it.items(), depth);
      case Value.Record it -> fieldValues(it.fields(), depth);
      case Value.FieldAccess it -> value(it.target(), depth);
      case Value.Apply it -> value(it.function(), depth) || value(it.argument(), depth);
      case Value.Lambda it -> pattern(it.parameter(), depth) || value(it.body(), depth);
      case Value.LetDefinition it -> definition(it.definition(), depth) || value(it.in(), depth);
      case Value.LetRecursion it ->
          it.definitions().stream().anyMatch(one -> definition(one.definition(), depth))
              || value(it.in(), depth);
      case Value.Destructure it ->
          pattern(it.pattern(), depth) || value(it.value(), depth) || value(it.in(), depth);
      case Value.IfThenElse it ->
          value(it.condition(), depth) || value(it.then(), depth) || value(it.otherwise(), depth);
      case Value.PatternMatch it ->
          value(it.value(), depth)
              || it.cases().stream()
                  .anyMatch(one -> pattern(one.pattern(), depth) || value(one.body(), depth));
      case Value.UpdateRecord it -> value(it.target(), depth) || fieldValues(it.fields(), depth);
    };
  }

  private static boolean values(List<Value> values, int depth) {
    return values.stream().anyMatch(value -> value(value, depth));
  }

  private static boolean fieldValues(List<Value.Field> fields, int depth) {
    return fields.stream().anyMatch(field -> value(field.value(), depth));
  }

  private static boolean definition(ValueDefinition definition, int depth) {
    return definition instanceof ValueDefinition.Expression it
        && (type(it.output(), depth) || value(it.body(), depth));
  }

  private static boolean pattern(Pattern pattern, int around) {
    int depth = around + 1;
    if (depth > MOST || attributes(pattern.attributes(), depth)) {
      return true;
    }
    return switch (pattern) {
      case Pattern.Wildcard _, Pattern.EmptyList _, Pattern.Constant _, Pattern.Unit _ -> false;
      case Pattern.As it -> pattern(it.pattern(), depth);
      case Pattern.Tuple it -> patterns(it.elements(), depth);
      case Pattern.Constructor it -> patterns(it.arguments(), depth);
      case Pattern.HeadTail it -> pattern(it.head(), depth) || pattern(it.tail(), depth);
    };
  }

  private static boolean patterns(List<Pattern> patterns, int depth) {
    return patterns.stream().anyMatch(pattern -> pattern(pattern, depth));
  }
}
