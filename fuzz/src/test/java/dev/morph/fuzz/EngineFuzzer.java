package dev.morph.fuzz;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.endive.EndiveEngine;

/** The engine's loader, without code generation: parser and validator behind the SPI. */
public final class EngineFuzzer {
  private static final Engine ENGINE = EndiveEngine.interpreted();

  private EngineFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      CompiledModule module = ENGINE.compile(data);
      Check.that(
          module.imports().stream().allMatch(one -> !one.type().toString().isEmpty())
              && module.exports().stream().allMatch(one -> !one.type().toString().isEmpty()),
          "imports and exports have types");
    } catch (ModuleException e) {
      Check.that(e.getMessage() != null && !e.getMessage().isBlank(), "a refusal says why");
    }
  }
}
