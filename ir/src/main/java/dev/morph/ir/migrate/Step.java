package dev.morph.ir.migrate;

import dev.morph.ir.DistributionHandler;

/** Hands a distribution on, and knows whether it came to its end. Not safe for several threads. */
class Step extends Relay {
  private boolean begun;
  private boolean ended;

  Step(DistributionHandler out) {
    super(out);
  }

  /** True if all that was read makes a document. */
  boolean isWhole() {
    return begun && ended;
  }

  @Override
  public void beginPackage() {
    begun = true;
    super.beginPackage();
  }

  @Override
  public void end() {
    ended = true;
    super.end();
  }
}
