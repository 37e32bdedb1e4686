package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeEnvironment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The declared types of a call.
 *
 * @param parameters as many as there are arguments, or fewer if the type takes no more
 * @param result of the call; null if the value is not known, or takes fewer arguments
 */
record Signature(List<Type> parameters, @Nullable Type result) {
  Signature {
    parameters = List.copyOf(parameters);
  }

  /** The types of a value with so many arguments. */
  static Signature of(TypeEnvironment types, FQName name, int arguments) {
    List<Type> parameters = new ArrayList<>();
    Type type = types.value(name);
    while (type != null && parameters.size() < arguments) {
      if (types.expand(type) instanceof Type.Function function) {
        parameters.add(function.parameter());
        type = function.result();
      } else {
        type = null;
      }
    }
    return new Signature(parameters, type);
  }

  /** The type of an argument; null if it is not known. */
  @Nullable Type parameter(int index) {
    return index < parameters.size() ? parameters.get(index) : null;
  }
}
