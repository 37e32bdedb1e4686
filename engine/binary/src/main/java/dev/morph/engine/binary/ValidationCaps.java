package dev.morph.engine.binary;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;

/**
 * What a module may have at most where the specification has no bound (core spec A.2). They keep
 * the validator's time and memory in proportion to the module's bytes; a module beyond one is
 * {@code REFUSED}. No compiler's output comes near them.
 */
public final class ValidationCaps {
  /** Types of a module. */
  public static final int TYPES = 1_000_000;

  /** Parameters of a function type; results as well. */
  public static final int PARAMETERS = 1_000;

  /** Fields of a structure. */
  public static final int FIELDS = 10_000;

  /** Declared supertypes above a type. */
  public static final int SUPERTYPES = 63;

  /** Locals of a function, its parameters included. */
  public static final int LOCALS = 50_000;

  /** Blocks within each other in a body. */
  public static final int NESTING = 500_000;

  /** Operands on the stack at one place of a body. */
  public static final int OPERANDS = 1_000_000;

  /** Operands of one {@code array.new_fixed}. */
  public static final int ARRAY_OPERANDS = 10_000;

  private ValidationCaps() {}

  static ModuleException exceeded(String what, long found, long cap) {
    return new ModuleException(
        Phase.REFUSED,
        "the module has " + found + " " + what + "; at most " + cap + " are accepted");
  }

  static void check(String what, long found, long cap) {
    if (found > cap) {
      throw exceeded(what, found, cap);
    }
  }
}
