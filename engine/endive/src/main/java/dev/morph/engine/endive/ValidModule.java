package dev.morph.engine.endive;

import dev.morph.engine.binary.ModuleBinary;
import java.util.Set;

/**
 * A module that was validated.
 *
 * @param code what was noted of its instructions
 * @param features words as {@link Features} has them, sorted
 */
record ValidModule(ModuleBinary binary, CodeFacts code, Set<String> features) {
  /**
   * Decodes and validates a module.
   *
   * @param wasm nobody changes it afterwards
   */
  static ValidModule of(byte[] wasm) {
    var binary = ModuleBinary.decode(wasm);
    var code = CodeFacts.of(binary);
    return new ValidModule(binary, code, Features.of(binary, code));
  }
}
