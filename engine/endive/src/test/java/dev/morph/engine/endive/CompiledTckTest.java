package dev.morph.engine.endive;

import dev.morph.engine.api.Engine;
import dev.morph.engine.tck.EngineTck;

class CompiledTckTest extends EngineTck {
  @Override
  public Engine engine() {
    return EndiveEngine.compiled();
  }
}
