package dev.morph.engine.endive;

import dev.morph.engine.api.Engine;
import dev.morph.engine.tck.MeteredSuiteTck;

class MeteredSuiteTest extends MeteredSuiteTck {
  @Override
  public Engine first() {
    return EndiveEngine.compiled();
  }

  @Override
  public Engine second() {
    return EndiveEngine.interpreted();
  }
}
