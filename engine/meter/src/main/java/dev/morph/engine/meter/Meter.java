package dev.morph.engine.meter;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.ModuleBinary;

/**
 * Turns a module into one that counts what it uses by {@link Counters}, by the table of {@link
 * FuelTable}. Time, memory and output are linear in the input.
 */
public final class Meter {
  private Meter() {}

  /**
   * Meters a module.
   *
   * @param module validated; of one that is not, the answer is any binary or a {@link
   *     ModuleException}, so that a validator of the answer has the last word
   * @throws ModuleException {@code REFUSED} if the module imports from {@link Counters#MODULE}, or
   *     makes an array in a constant expression whose length only an imported global says
   */
  public static MeteredModule meter(ModuleBinary module, MeterOptions options) {
    for (var entry : module.imports()) {
      if (entry.module().equals(Counters.MODULE)) {
        throw new ModuleException(
            Phase.REFUSED,
            "the module imports \""
                + entry.name()
                + "\" from \""
                + Counters.MODULE
                + "\", which is kept for the host; import from another name");
      }
    }
    var types = new ModuleTypes(module);
    var constants = new ConstantObjects(module, types, options);
    CallGraph calls = CallGraph.of(module);
    byte[] metered = new ModuleRewriter(module, types, options).write(calls);
    var facts =
        new MeterFacts(
            module.imported(ExternKind.GLOBAL),
            module.imported(ExternKind.FUNCTION),
            types.allocates(),
            calls.counted(),
            constants.fuel(),
            constants.bytes(),
            module.bytes().length);
    return new MeteredModule(metered, facts);
  }
}
