package dev.morph.fuzz;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Validator;
import dev.morph.engine.meter.Meter;
import dev.morph.engine.meter.MeterOptions;
import dev.morph.engine.meter.MeteredModule;
import dev.morph.engine.meter.StructuralLimits;

/** Caps, validator and metering pass: what is metered is valid, and is the same module outside. */
public final class MeterFuzzer {
  private MeterFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    ModuleBinary module;
    MeteredModule metered;
    try {
      StructuralLimits.defaults().checkSections(data);
      module = ModuleBinary.decode(data);
      StructuralLimits.defaults().check(module);
      Validator.validate(module);
      metered = Meter.meter(module, MeterOptions.defaults());
    } catch (ModuleException e) {
      return;
    }
    ModuleBinary again;
    try {
      again = ModuleBinary.decode(metered.bytes());
      Validator.validate(again);
    } catch (ModuleException e) {
      throw new AssertionError("broken promise: a metered module is valid", e);
    }
    Check.equal(
        module.exports().stream().map(one -> one.name()).toList(),
        again.exports().stream().map(one -> one.name()).toList(),
        "metering keeps the exports");
    Check.equal(
        module.functionTypes().size() <= again.functionTypes().size(),
        true,
        "metering takes no function away");
  }
}
