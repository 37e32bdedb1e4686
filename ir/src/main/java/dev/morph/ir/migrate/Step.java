package dev.morph.ir.migrate;

import dev.morph.ir.Diagnostic;
import dev.morph.ir.DistributionHandler;
import java.util.List;

/** Hands a distribution on, and knows whether it came to its end. Not safe for several threads. */
class Step extends Relay {
  private boolean begun;
  private boolean ended;

  Step(DistributionHandler out) {
    super(out);
  }

  /** What is not certain of what was handed on. */
  List<Diagnostic> uncertain() {
    return List.of();
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
