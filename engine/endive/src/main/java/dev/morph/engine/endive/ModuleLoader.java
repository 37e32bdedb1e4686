package dev.morph.engine.endive;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.endive.simd.VectorLowering;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.NameCustomSection;

/**
 * From bytes to a module that may be instantiated. The steps: our decoder and validator, which
 * alone decide what is accepted; the rewrites that Endive needs; Endive's parser, without its
 * validator; code generation. What Endive throws at a valid module, raw Java exceptions among them,
 * becomes a {@link ModuleException}.
 */
final class ModuleLoader {
  private ModuleLoader() {}

  /**
   * Of bytes that nobody changes afterwards; they are not changed here.
   *
   * @param generator null to interpret
   * @param counters the module that metered code imports its counters from, or null of other code
   */
  static EndiveModule load(
      byte[] wasm, @Nullable CodeGenerator generator, @Nullable String counters) {
    var original = ValidModule.of(wasm);
    try {
      return original.features().contains(Features.SIMD)
          ? lowered(original, generator, counters)
          : prepared(original, null, generator, counters);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      if (e instanceof ModuleException refused && refused.phase() == Phase.REFUSED) {
        throw refused;
      }
      throw new ModuleException(
          Phase.REFUSED, "the module is valid, but the engine cannot prepare it: " + e, e);
    } catch (OutOfMemoryError e) {
      throw new ModuleException(
          Phase.REFUSED, "the module is too large to be compiled in the JVM's memory", e);
    }
  }

  /**
   * Ends the compile if its thread was interrupted: looked at once for each function that is
   * validated and each class that is generated.
   */
  static void checkpoint() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ModuleException(Phase.REFUSED, "the host ended the compile of the module");
    }
  }

  /** Endive executes no vector instructions, so it gets a module without them. */
  private static EndiveModule lowered(
      ValidModule original, @Nullable CodeGenerator generator, @Nullable String counters) {
    var lowered = VectorLowering.lower(original.binary());
    return prepared(
        ValidModule.of(lowered.wasm()), new Vectors(original, lowered), generator, counters);
  }

  private static EndiveModule prepared(
      ValidModule module,
      @Nullable Vectors vectors,
      @Nullable CodeGenerator generator,
      @Nullable String counters) {
    byte[] rewritten = rewritten(module);
    var parsed = parse(rewritten);
    CastTargets.note(parsed, module.binary(), module.code());
    var traits =
        counters == null ? CodeTraits.of(module.features()) : CodeTraits.metered(module, counters);
    var code = generator == null ? null : generator.generate(parsed, rewritten, traits);
    var wasm = CallReferences.rewrite(parsed, module.features());
    return EndiveModule.of(wasm, module, vectors, code, traits, generator == null);
  }

  private static byte[] rewritten(ValidModule module) {
    var binary = module.binary();
    var code = module.code();
    if (module.features().contains(Features.GC)
        || module.features().contains(Features.TYPED_FUNCTION_REFERENCES)) {
      binary = CanonicalTypes.rewrite(binary);
    }
    if (code.blockParameters()) {
      binary = ModuleBinary.decode(BlockParameters.remove(binary));
    }
    if (code.largeOffsets()) {
      binary = ModuleBinary.decode(LargeOffsets.clamp(binary));
    }
    if (TableMinimums.areLarge(binary)) {
      binary = ModuleBinary.decode(TableMinimums.lower(binary));
    }
    if (code.functionLabels()) {
      binary = ModuleBinary.decode(FunctionLabels.separate(binary));
    }
    // a type that another pass added may be ambiguous too
    return code.ambiguousBlockTypes() || code.blockParameters()
        ? BlockTypes.disambiguate(binary)
        : binary.bytes();
  }

  private static WasmModule parse(byte[] wasm) {
    return Parser.builder()
        .withValidation(false)
        .withCustomParsers(Map.of("name", ModuleLoader::names))
        .build()
        .parse(() -> new ByteArrayInputStream(wasm));
  }

  /** A name section is a hint: one that does not decode counts as empty (core spec 7.4.1). */
  private static NameCustomSection names(byte[] bytes) {
    try {
      return NameCustomSection.parse(bytes);
    } catch (RuntimeException | OutOfMemoryError e) {
      return NameCustomSection.parse(new byte[0]);
    }
  }
}
