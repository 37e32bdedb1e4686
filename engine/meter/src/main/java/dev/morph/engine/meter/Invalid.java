package dev.morph.engine.meter;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;

/** The fault of a module that was not validated, or not by a validator of ours. */
final class Invalid {
  private Invalid() {}

  static ModuleException module(String what) {
    return new ModuleException(Phase.INVALID, "the module is invalid: " + what);
  }
}
