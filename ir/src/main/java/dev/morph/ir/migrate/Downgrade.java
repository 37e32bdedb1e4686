package dev.morph.ir.migrate;

import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionHandler;
import dev.morph.ir.Path;

/** Hands on what v1 to v3 can say: libraries alone. Not safe for several threads. */
final class Downgrade extends Step {
  private boolean library;

  Downgrade(DistributionHandler out) {
    super(out);
  }

  @Override
  boolean isWhole() {
    return super.isWhole() && library;
  }

  @Override
  public void begin(Distribution.Kind kind, Path name) {
    library = kind == Distribution.Kind.LIBRARY;
    super.begin(kind, name);
  }
}
