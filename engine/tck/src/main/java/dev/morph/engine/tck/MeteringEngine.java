package dev.morph.engine.tck;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.CustomSection;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.ExportType;
import dev.morph.engine.api.Extern;
import dev.morph.engine.api.ImportType;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.ModuleFacts;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Validator;
import dev.morph.engine.meter.Counters;
import dev.morph.engine.meter.Meter;
import dev.morph.engine.meter.MeterOptions;
import dev.morph.engine.meter.MeteredModule;
import java.util.List;

/**
 * An engine that validates and meters each module before another engine compiles it; what comes out
 * of the pass is validated too. All instances share one set of counters. Not for several threads.
 */
final class MeteringEngine implements Engine {
  private final Engine engine;
  private final MeteredCalls calls;

  MeteringEngine(Engine engine) {
    this.engine = engine;
    this.calls = MeteredCalls.of(engine);
  }

  /** The calls of all instances. */
  MeteredCalls calls() {
    return calls;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public CompiledModule compile(byte[] wasm) {
    return new Module(engine.compileMetered(meter(wasm).bytes(), Counters.MODULE), calls);
  }

  /** The metered form of a module. */
  static MeteredModule meter(byte[] wasm) {
    ModuleBinary original = ModuleBinary.decode(wasm);
    Validator.validate(original);
    MeteredModule metered = Meter.meter(original, MeterOptions.defaults());
    Validator.validate(ModuleBinary.decode(metered.bytes()));
    return metered;
  }

  /** A metered module that looks as it was before. */
  private record Module(CompiledModule module, MeteredCalls calls) implements CompiledModule {
    @Override
    public List<ImportType> imports() {
      return module.imports().stream()
          .filter(wanted -> !wanted.module().equals(Counters.MODULE))
          .toList();
    }

    @Override
    public List<ExportType> exports() {
      return module.exports();
    }

    @Override
    public List<CustomSection> customSections() {
      return module.customSections();
    }

    @Override
    public ModuleFacts facts() {
      return module.facts();
    }

    @Override
    public Instance instantiate(Imports imports, MemoryBudget budget) {
      Imports.Builder given = Imports.builder();
      for (ImportType wanted : imports()) {
        Extern extern = imports.find(wanted.module(), wanted.name());
        if (extern != null) {
          given.put(
              wanted.module(),
              wanted.name(),
              extern instanceof MeteredCalls.Counted counted ? counted.function() : extern);
        }
      }
      calls.counters().putInto(given);
      Instance instance = calls.made(module, () -> module.instantiate(given.build(), budget));
      return new MeteredInstance(this, instance, calls);
    }
  }
}
