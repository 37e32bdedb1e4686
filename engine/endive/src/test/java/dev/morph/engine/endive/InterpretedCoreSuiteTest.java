package dev.morph.engine.endive;

import dev.morph.engine.api.Engine;
import dev.morph.engine.tck.CoreSuiteTck;

class InterpretedCoreSuiteTest extends CoreSuiteTck {
  @Override
  public Engine engine() {
    return EndiveEngine.interpreted();
  }
}
