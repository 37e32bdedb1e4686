package dev.morph.ir;

import java.util.List;

/** What other packages know of a value. Immutable, safe to share. */
public record ValueSpecification(List<Parameter> inputs, Type output) {
  public ValueSpecification {
    inputs = List.copyOf(inputs);
  }
}
