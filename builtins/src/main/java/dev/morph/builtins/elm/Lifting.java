package dev.morph.builtins.elm;

import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.Value;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.List;

/** Makes definitions with parameters of values that are functions. */
final class Lifting {
  private Lifting() {}

  /** A definition whose parameters are those of the functions that stand outermost in its value. */
  static ValueDefinition.Expression definition(Type type, Value value) {
    List<ValueDefinition.Input> inputs = new ArrayList<>();
    Type output = type;
    Value body = value;
    while (output instanceof Type.Function function
        && body instanceof Value.Lambda lambda
        && lambda.parameter() instanceof Pattern.As(_, Pattern.Wildcard _, Name name)) {
      inputs.add(new ValueDefinition.Input(name, null, function.parameter()));
      output = function.result();
      body = lambda.body();
    }
    return new ValueDefinition.Expression(inputs, output, body);
  }
}
