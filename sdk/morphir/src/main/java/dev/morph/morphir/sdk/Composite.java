package dev.morph.morphir.sdk;

import java.util.List;

/**
 * A value made of parts, which {@link Equality} and {@link Comparison} look into: a constructor
 * with its arguments, a record with its fields. The parts of two values of one type tell them
 * apart; a constructor therefore begins with its name.
 */
public interface Composite {
  /** The parts, in order. */
  List<?> parts();
}
