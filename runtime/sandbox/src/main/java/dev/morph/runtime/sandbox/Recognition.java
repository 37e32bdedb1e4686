package dev.morph.runtime.sandbox;

import dev.morph.base.MorphException;
import dev.morph.engine.api.CompiledModule;
import java.util.Optional;
import java.util.Set;

/**
 * What a module was recognised as, for people who look at it.
 *
 * @param abi empty if it has none that Morph knows
 * @param problem why it cannot be run, if it cannot
 */
public record Recognition(Optional<Abi> abi, Set<Contract> contracts, Optional<String> problem) {
  public Recognition {
    contracts = Set.copyOf(contracts);
  }

  /** Looks at a module; never fails. */
  public static Recognition of(CompiledModule module) {
    try {
      GuestShape shape = GuestShape.of(module);
      ComponentTypes.check(module, shape);
      return new Recognition(Optional.of(shape.abi()), shape.contracts(), Optional.empty());
    } catch (MorphException e) {
      return new Recognition(Optional.empty(), Set.of(), Optional.of(e.getMessage()));
    }
  }
}
