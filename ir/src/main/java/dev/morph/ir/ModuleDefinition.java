package dev.morph.ir;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A module with its definitions, in the order of the document. Immutable, safe to share.
 *
 * @param leadingDoc documentation that stands before the definitions, as some tools write it
 * @param doc documentation that stands behind them, the usual place
 */
public record ModuleDefinition(
    Map<Name, AccessControlled<Documented<TypeDefinition>>> types,
    Map<Name, AccessControlled<Documented<ValueDefinition>>> values,
    @Nullable ModuleDoc leadingDoc,
    @Nullable ModuleDoc doc) {
  public ModuleDefinition {
    types = Ordered.copyOf(types);
    values = Ordered.copyOf(values);
  }
}
