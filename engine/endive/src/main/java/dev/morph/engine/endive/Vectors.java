package dev.morph.engine.endive;

import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.ValueType;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.ValType;
import dev.morph.engine.endive.simd.Lowered;
import java.util.ArrayList;
import java.util.List;

/**
 * What a module had before its vectors were lowered, for all that the SPI says of it.
 *
 * @param given the original
 */
record Vectors(ValidModule given, Lowered lowered) {
  /** A lowered function type with its vectors again. */
  FunctionType original(int typeIndex, FunctionType loweredType) {
    CompositeType.Function type = lowered.originalFunction(typeIndex);
    return new FunctionType(
        vectors(type.params(), loweredType.params()),
        vectors(type.results(), loweredType.results()));
  }

  private static List<ValueType> vectors(List<ValType> originals, List<ValueType> lowered) {
    var types = new ArrayList<ValueType>(originals.size());
    int at = 0;
    for (ValType type : originals) {
      boolean vector = type.equals(ValType.V128);
      types.add(vector ? ValueType.V128 : lowered.get(at));
      at += vector ? 2 : 1;
    }
    return types;
  }
}
