package dev.morph.engine.meter;

import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.ModuleBinary;

/** Where a module's globals are after three imports were added behind its own. */
record GlobalIndices(int imported, int total) {
  static GlobalIndices of(ModuleBinary module) {
    return new GlobalIndices(module.imported(ExternKind.GLOBAL), module.globals().size());
  }

  int fuel() {
    return imported;
  }

  int objects() {
    return imported + 1;
  }

  int depth() {
    return imported + 2;
  }

  /** The new index of one of the module's own; any other is a fault of the module. */
  int renumbered(int index) {
    if (index < 0 || index >= total) {
      throw Invalid.module("unknown global " + index);
    }
    return index < imported ? index : index + Counters.COUNT;
  }
}
