package dev.morph.ir.types;

import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.List;

/** Definitions whose nodes have a type that is wrong everywhere, so that none can be copied. */
final class ErasedTypes {
  private ErasedTypes() {}

  static ValueDefinition.Expression of(ValueDefinition.Expression definition) {
    List<Term> units = new ArrayList<>();
    for (int i = NodeTypes.of(definition).size(); i > 0; i--) {
      units.add(new Term.Unit());
    }
    Type unit = new Type.Unit(TypeAttributes.NONE);
    return new ValueRebuilding(units, _ -> unit).expression(definition);
  }
}
