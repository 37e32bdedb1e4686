package dev.morph.bench;

import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.Literal;
import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.Value;
import dev.morph.ir.ValueDefinition;
import dev.morph.morphir.sdk.Arithmetic;
import dev.morph.morphir.sdk.Comparison;
import dev.morph.morphir.sdk.Equality;
import dev.morph.morphir.sdk.Function2;
import dev.morph.morphir.sdk.ListFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates by walking the model, names looked up as it goes: what the evaluator is measured
 * against. Knows what {@link EvaluationPrograms} uses, counts nothing, and needs stack for each
 * call.
 */
final class TreeWalk {
  private final Map<FQName, Object> globals = new HashMap<>();

  private record Scope(Name name, Object value, @Nullable Scope outer) {}

  TreeWalk(Distribution.Library library) {
    library
        .definition()
        .modules()
        .forEach((path, module) ->
            module
                .value()
                .values()
                .forEach((local, definition) ->
                    globals.put(
                        new FQName(library.packageName(), path, local),
                        function(
                            (ValueDefinition.Expression) definition.value().value(), 0, null))));
  }

  Object evaluate(FQName name, Object... arguments) {
    Object value = Objects.requireNonNull(globals.get(name));
    for (Object argument : arguments) {
      value = apply(value, argument);
    }
    return value;
  }

  private Object function(ValueDefinition.Expression definition, int from, @Nullable Scope scope) {
    if (from == definition.inputs().size()) {
      return eval(definition.body(), scope);
    }
    Name name = definition.inputs().get(from).name();
    Function<Object, Object> function =
        argument -> function(definition, from + 1, new Scope(name, argument, scope));
    return function;
  }

  @SuppressWarnings("unchecked") // the programs are well typed
  private static Object apply(Object function, Object argument) {
    return ((Function<Object, Object>) function).apply(argument);
  }

  private Object eval(Value value, @Nullable Scope scope) {
    return switch (value) {
      case Value.Constant it -> ((Literal.WholeNumber) it.literal()).value().longValueExact();
      case Value.Variable it -> find(it.name(), scope);
      case Value.Reference it -> {
        Object own = globals.get(it.name());
        yield own != null ? own : sdk(it.name());
      }
      case Value.Apply it -> apply(eval(it.function(), scope), eval(it.argument(), scope));
      case Value.Lambda it -> {
        Name name = ((Pattern.As) it.parameter()).name();
        Function<Object, Object> function =
            argument -> eval(it.body(), new Scope(name, argument, scope));
        yield function;
      }
      case Value.IfThenElse it ->
          eval(eval(it.condition(), scope).equals(true) ? it.then() : it.otherwise(), scope);
      case Value.PatternMatch it -> match(eval(it.value(), scope), it.cases(), scope);
      default -> throw new IllegalArgumentException("not walked: " + value);
    };
  }

  private Object match(Object value, List<Value.Case> cases, @Nullable Scope scope) {
    for (Value.Case one : cases) {
      if (one.pattern() instanceof Pattern.As as) {
        return eval(one.body(), new Scope(as.name(), value, scope));
      }
      Literal literal = ((Pattern.Constant) one.pattern()).literal();
      if (value.equals(((Literal.WholeNumber) literal).value().longValueExact())) {
        return eval(one.body(), scope);
      }
    }
    throw new IllegalArgumentException("nothing matches " + value);
  }

  private static Object find(Name name, @Nullable Scope scope) {
    for (Scope at = scope; at != null; at = at.outer) {
      if (at.name.equals(name)) {
        return at.value;
      }
    }
    throw new IllegalArgumentException("not bound: " + name);
  }

  @SuppressWarnings("unchecked") // the programs are well typed
  private static Object sdk(FQName name) {
    Function2<Object, Object, Object> function =
        switch (name.local().text()) {
          case "add" -> Arithmetic::add;
          case "subtract" -> Arithmetic::subtract;
          case "multiply" -> Arithmetic::multiply;
          case "less-than" -> (a, b) -> Comparison.compare(a, b) < 0;
          case "equal" -> Equality::equal;
          case "range" -> (a, b) -> ListFunctions.range((Long) a, (Long) b);
          case "foldl" ->
              (f, z) -> {
                Function<List<Object>, Object> rest =
                    list ->
                        ListFunctions.foldl(
                            (Function<Object, Function<Object, Object>>) f, z, list);
                return rest;
              };
          default -> throw new IllegalArgumentException("not known here: " + name);
        };
    return function;
  }
}
