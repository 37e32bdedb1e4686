package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.endive.EndiveEngine;
import java.util.HexFormat;

/** Whether guests can be executed here, for {@code morph doctor}. */
public final class EngineCheck {
  /** A module whose function {@code f} answers 42. */
  private static final String FORTY_TWO =
      "0061736d010000000105016000017f03020100070501016600000a06010400412a0b";

  private static final long ANSWER = 42;

  private EngineCheck() {}

  /**
   * Compiles a small module, makes an instance of it and calls it.
   *
   * @throws MorphException ({@code internal}) if it does not answer what it should
   */
  public static void run(EngineMode mode) {
    Engine engine =
        switch (mode) {
          case COMPILED -> EndiveEngine.compiled();
          case INTERPRETED -> EndiveEngine.interpreted();
        };
    GuestFunction function =
        engine
            .compile(HexFormat.of().parseHex(FORTY_TWO))
            .instantiate(Imports.none(), MemoryBudget.unlimited())
            .function("f");
    if (function == null || function.call()[0] != ANSWER) {
      throw new MorphException(
          ErrorCode.INTERNAL_ERROR, "the engine does not answer what a small module computes");
    }
  }
}
