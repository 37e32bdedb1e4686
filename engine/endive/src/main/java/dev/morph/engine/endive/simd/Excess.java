package dev.morph.engine.endive.simd;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;

/** What a module has too much of once its vectors are lowered. */
final class Excess {
  private Excess() {}

  static void check(String what, long found, long cap) {
    if (found > cap) {
      throw new ModuleException(
          Phase.REFUSED,
          "the module has "
              + found
              + " "
              + what
              + " once vectors are lowered; at most "
              + cap
              + " are accepted");
    }
  }
}
