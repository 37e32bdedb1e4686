package dev.morph.engine.meter;

import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.ModuleBinary;

/**
 * Where a module's globals and functions are after three globals and a function were added behind
 * its own imports.
 */
record AddedIndices(int importedGlobals, int globals, int importedFunctions, int functions) {
  static AddedIndices of(ModuleBinary module) {
    return new AddedIndices(
        module.imported(ExternKind.GLOBAL),
        module.globals().size(),
        module.imported(ExternKind.FUNCTION),
        module.functionTypes().size());
  }

  int fuel() {
    return importedGlobals;
  }

  int objects() {
    return importedGlobals + 1;
  }

  int depth() {
    return importedGlobals + 2;
  }

  int refill() {
    return importedFunctions;
  }

  /** The new index of one of the module's own; any other is a fault of the module. */
  int global(int index) {
    if (index < 0 || index >= globals) {
      throw Invalid.module("unknown global " + index);
    }
    return index < importedGlobals ? index : index + Counters.GLOBALS;
  }

  /** The new index of one of the module's own; any other is a fault of the module. */
  int function(int index) {
    if (index < 0 || index >= functions) {
      throw Invalid.module("unknown function " + index);
    }
    return index < importedFunctions ? index : index + 1;
  }
}
