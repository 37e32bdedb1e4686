package dev.morph.engine.binary;

import dev.morph.engine.api.ModuleException;
import org.jspecify.annotations.Nullable;

/** Validates decoded modules (core spec 3 and appendix A.3). */
public final class Validator {
  private Validator() {}

  /**
   * Validates a module.
   *
   * @throws ModuleException {@code INVALID} if it breaks a rule, {@code MALFORMED} if a body does
   *     not decode, {@code REFUSED} if it uses what is not accepted or exceeds {@link
   *     ValidationCaps}
   */
  public static void validate(ModuleBinary module) {
    check(module, null);
  }

  /**
   * Validates a module and lets an observer see each instruction of its bodies.
   *
   * @throws ModuleException as above
   */
  public static void validate(ModuleBinary module, OperandObserver observer) {
    check(module, observer);
  }

  /**
   * By type index, the index of the first type that is the same (core spec 3.1.3): two types of a
   * valid module are equal if these are.
   */
  public static int[] canonicalTypes(ModuleBinary module) {
    return TypeSectionRules.check(module.types, new Site()).canonical();
  }

  private static void check(ModuleBinary module, @Nullable OperandObserver observer) {
    ModuleRules rules = ModuleRules.check(module);
    new BodyValidator(module, rules, observer).validate();
  }
}
