package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.GlobalType;
import dev.morph.engine.binary.ValType;
import java.util.List;

/** Where a module's globals are once a vector is two. */
final class LoweredGlobals {
  private final List<GlobalType> originals;
  private final int[] indices;
  private final int count;

  LoweredGlobals(List<GlobalType> originals) {
    this.originals = originals;
    this.indices = new int[originals.size()];
    int at = 0;
    for (int i = 0; i < indices.length; i++) {
      indices[i] = at;
      at += isVector(i) ? 2 : 1;
    }
    this.count = at;
  }

  /** Whether a global of the original is a vector. */
  boolean isVector(int original) {
    return originals.get(original).type().equals(ValType.V128);
  }

  /** The new index; a vector has this one and the next. */
  int of(int original) {
    return indices[original];
  }

  /** For each new global whether it is the low half of a vector. */
  boolean[] lowHalves() {
    var low = new boolean[count];
    for (int i = 0; i < indices.length; i++) {
      low[indices[i]] = isVector(i);
    }
    return low;
  }
}
