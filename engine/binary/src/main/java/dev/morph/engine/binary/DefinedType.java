package dev.morph.engine.binary;

import java.util.List;

/**
 * An entry of the type section (core spec 2.3.9).
 *
 * @param isFinal whether it may have no subtypes
 * @param supertypes indices of the types that it declares itself to be a subtype of
 * @param groupStart the index of the first type of its recursion group
 * @param groupSize how many types the group has
 */
public record DefinedType(
    CompositeType composite,
    boolean isFinal,
    List<Integer> supertypes,
    int groupStart,
    int groupSize) {
  public DefinedType {
    supertypes = List.copyOf(supertypes);
  }
}
