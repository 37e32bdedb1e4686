package dev.morph.ir;

import java.util.List;

/** A constructor of a custom type. Immutable, safe to share. */
public record Constructor(Name name, List<Parameter> parameters) {
  public Constructor {
    parameters = List.copyOf(parameters);
  }
}
