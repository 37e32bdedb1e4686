package dev.morph.ir;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What other packages know of a module, in the order of the document. Immutable, safe to share.
 *
 * @param leadingDoc documentation that stands before the specifications
 * @param doc documentation that stands behind them, the usual place
 */
public record ModuleSpecification(
    Map<Name, Documented<TypeSpecification>> types,
    Map<Name, Documented<ValueSpecification>> values,
    @Nullable ModuleDoc leadingDoc,
    @Nullable ModuleDoc doc) {
  public ModuleSpecification {
    types = Ordered.copyOf(types);
    values = Ordered.copyOf(values);
  }
}
