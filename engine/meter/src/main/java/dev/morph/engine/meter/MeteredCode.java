package dev.morph.engine.meter;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.CustomSection;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.ExportType;
import dev.morph.engine.api.ImportType;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleFacts;
import dev.morph.engine.binary.ExportEntry;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Validator;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A module that an engine compiled in its metered form, and that looks as it was given: imports,
 * custom sections and facts are the original's. Its instances need the counters beside the imports
 * that it shows. Immutable, safe for several threads.
 */
public final class MeteredCode implements CompiledModule {
  /** The word for the feature that every metered module has. */
  private static final String MUTABLE_GLOBALS = "mutable-globals";

  private final CompiledModule compiled;
  private final MeterFacts meterFacts;
  private final ModuleFacts facts;
  private final List<ImportType> imports;
  private final List<CustomSection> customSections;

  private MeteredCode(CompiledModule compiled, ModuleBinary original, MeterFacts meterFacts) {
    this.compiled = compiled;
    this.meterFacts = meterFacts;
    this.facts = facts(compiled.facts(), original, meterFacts.refill());
    this.imports =
        compiled.imports().stream()
            .filter(wanted -> !wanted.module().equals(Counters.MODULE))
            .toList();
    this.customSections =
        original.customSections().stream()
            .map(entry ->
                new CustomSection(
                    entry.name(), Arrays.copyOfRange(original.bytes(), entry.start(), entry.end())))
            .toList();
  }

  /**
   * Checks, validates, meters and compiles a module, in this order.
   *
   * @param wasm not changed, and not kept by reference after the call
   * @throws ModuleException if it is malformed, invalid, has too much of something, or uses a
   *     feature that is not accepted
   */
  public static MeteredCode compile(
      Engine engine, byte[] wasm, StructuralLimits limits, MeterOptions options) {
    byte[] copy = wasm.clone();
    limits.checkSections(copy);
    ModuleBinary original = ModuleBinary.decode(copy);
    limits.check(original);
    Validator.validate(original);
    MeteredModule metered = Meter.meter(original, options);
    return new MeteredCode(
        engine.compileMetered(metered.bytes(), Counters.MODULE), original, metered.facts());
  }

  private static ModuleFacts facts(ModuleFacts metered, ModuleBinary original, int refill) {
    Set<String> features = new HashSet<>(metered.features());
    if (!sharesMutableGlobals(original)) {
      features.remove(MUTABLE_GLOBALS);
    }
    var bodies = original.bodies().stream().mapToLong(b -> b.end() - b.start()).summaryStatistics();
    return new ModuleFacts(
        original.bytes().length,
        original.bodies().size(),
        bodies.getSum(),
        Math.max(0, bodies.getMax()),
        metered.dataBytes(),
        metered.minMemoryBytes(),
        metered.minTableElements(),
        features,
        metered.interpretedFunctions().stream().map(name -> originalName(name, refill)).toList(),
        metered.startFunction());
  }

  /** A function without a name is told by its index. */
  private static String originalName(String name, int refill) {
    int index = indexOf(name);
    return index > refill ? "#" + (index - 1) : name;
  }

  /** Of "#12": 12; of a true name -1. */
  private static int indexOf(String name) {
    if (name.length() < 2 || name.length() > 10 || name.charAt(0) != '#') {
      return -1;
    }
    int index = 0;
    for (int i = 1; i < name.length(); i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      index = index * 10 + digit;
    }
    return index;
  }

  private static boolean sharesMutableGlobals(ModuleBinary module) {
    int imported = module.imported(ExternKind.GLOBAL);
    for (int i = 0; i < imported; i++) {
      if (module.globals().get(i).mutable()) {
        return true;
      }
    }
    for (ExportEntry entry : module.exports()) {
      if (entry.kind() == ExternKind.GLOBAL && module.globals().get(entry.index()).mutable()) {
        return true;
      }
    }
    return false;
  }

  /** What the host must know to fill the counters. */
  public MeterFacts meterFacts() {
    return meterFacts;
  }

  @Override
  public List<ImportType> imports() {
    return imports;
  }

  @Override
  public List<ExportType> exports() {
    return compiled.exports();
  }

  @Override
  public List<CustomSection> customSections() {
    return customSections;
  }

  @Override
  public ModuleFacts facts() {
    return facts;
  }

  @Override
  public Instance instantiate(Imports given, MemoryBudget budget) {
    return compiled.instantiate(given, budget);
  }
}
