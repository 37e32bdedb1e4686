package dev.morph.fuzz;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Validator;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.engine.meter.Meter;
import dev.morph.engine.meter.MeterOptions;
import dev.morph.engine.meter.MeteredModule;
import dev.morph.engine.meter.StructuralLimits;
import dev.morph.tests.differential.Lockstep;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Caps, validator and metering pass: what is metered is valid, is the same module outside, and does
 * the same.
 */
public final class MeterFuzzer {
  private static final Engine ENGINE = EndiveEngine.interpreted();
  private static final long MOST_BYTES = 1 << 20;
  private static final long MOST_ELEMENTS = 10_000;

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
    if (canRun(module) && isPrepared(data)) {
      Lockstep.interpreted(data, new SplittableRandom(Arrays.hashCode(data)));
    }
  }

  /** Whether it needs nothing, takes little, and has one right outcome to the bit. */
  private static boolean canRun(ModuleBinary module) {
    return module.imports().isEmpty()
        && module.memories().stream().mapToLong(one -> one.min()).sum() <= MOST_BYTES >> 16
        && module.tables().stream().mapToLong(one -> one.limits().min()).sum() <= MOST_ELEMENTS
        && module.bodies().stream().noneMatch(body -> hasFloats(module, body));
  }

  /** What the engine's library does not know is refused, and is so before it is metered too. */
  private static boolean isPrepared(byte[] data) {
    try {
      return ENGINE.compile(data).facts().sizeBytes() == data.length;
    } catch (ModuleException e) {
      Check.equal(ModuleException.Phase.REFUSED, e.phase(), "a valid module is at most refused");
      return false;
    }
  }

  /** Bits of a not-a-number are the JVM's choice, from one time to the next. */
  private static boolean hasFloats(ModuleBinary module, FunctionBody body) {
    var reader = new InstructionReader(module.bytes(), body.code(), body.end());
    while (reader.next()) {
      String name = reader.opcode().name();
      if (name.startsWith("F32") || name.startsWith("F64")) {
        return true;
      }
    }
    return false;
  }
}
