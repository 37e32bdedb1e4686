package dev.morph.engine.endive;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.endive.simd.VectorLowering;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import run.endive.wasm.InvalidException;
import run.endive.wasm.MalformedException;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.NameCustomSection;

/**
 * From bytes to a module that may be instantiated. The steps: header; our own walk, which finds
 * what is refused (features that Endive would run, or would choke on); Endive's parser and
 * validator, whose every way to fail, raw Java exceptions among them, becomes a {@link
 * ModuleException}; code generation.
 */
final class ModuleLoader {
  private static final int CORE_VERSION = 1;
  private static final int COMPONENT_LAYER = 1;

  private ModuleLoader() {}

  static EndiveModule load(byte[] wasm, boolean generateCode) {
    header(wasm);
    ModuleScan scan = null;
    Cursor.Malformed scanFault = null;
    try {
      scan = ModuleScan.of(wasm);
    } catch (Cursor.Malformed e) {
      scanFault = e;
    }
    if (scan != null && scan.refused != null) {
      throw refused(scan.refused);
    }
    if (scan != null) {
      LargeOffsets.clamp(scan);
      LargeOffsets.lowerTableMinimums(scan);
    }
    var module = parse(scan == null ? wasm : BlockTypes.disambiguate(scan), scan == null);
    if (scan == null) {
      throw new ModuleException(
          Phase.MALFORMED, "the module is malformed: " + message(scanFault), scanFault);
    }
    if (scan.unknownGlobal) {
      throw new ModuleException(
          Phase.INVALID,
          "the module is invalid: unknown global in a constant expression, which may name only"
              + " globals that come before it");
    }
    try {
      return scan.features.contains(Features.SIMD)
          ? lowered(scan, generateCode)
          : EndiveModule.of(module, scan, null, generateCode);
    } catch (ModuleException e) {
      throw e;
    } catch (RuntimeException e) {
      // an index that the validator let through, as of a type that is no function's
      throw invalid(e);
    } catch (OutOfMemoryError e) {
      throw new ModuleException(
          Phase.REFUSED, "the module is too large to be compiled in the JVM's memory", e);
    }
  }

  /** Endive executes no vector instructions, so it gets a module without them. */
  private static EndiveModule lowered(ModuleScan original, boolean generateCode) {
    var lowered = VectorLowering.lower(ModuleBinary.decode(original.wasm));
    var scan = ModuleScan.of(lowered.wasm());
    LargeOffsets.clamp(scan);
    LargeOffsets.lowerTableMinimums(scan);
    var module = parse(BlockTypes.disambiguate(scan), false);
    return EndiveModule.of(module, scan, new Vectors(original, lowered), generateCode);
  }

  private static ModuleException refused(String feature) {
    return new ModuleException(
        Phase.REFUSED,
        "the module uses "
            + feature
            + ", which is not accepted; build it for WebAssembly 3.0 without memory64, threads and"
            + " relaxed SIMD");
  }

  private static void header(byte[] wasm) {
    if (wasm.length < 8 || wasm[0] != 0 || wasm[1] != 'a' || wasm[2] != 's' || wasm[3] != 'm') {
      throw new ModuleException(
          Phase.MALFORMED,
          "the bytes do not start with the magic number of WebAssembly (00 61 73 6d and a version);"
              + " found "
              + wasm.length
              + " bytes of something else");
    }
    int version = wasm[4] & 0xFF | (wasm[5] & 0xFF) << 8;
    int layer = wasm[6] & 0xFF | (wasm[7] & 0xFF) << 8;
    if (layer == COMPONENT_LAYER) {
      throw new ModuleException(
          Phase.REFUSED, "the bytes are a component, not a core module; core modules are accepted");
    }
    if (version != CORE_VERSION || layer != 0) {
      throw new ModuleException(
          Phase.MALFORMED,
          "unknown binary version " + version + ", layer " + layer + "; 1, layer 0 is accepted");
    }
  }

  private static WasmModule parse(byte[] wasm, boolean scanFailed) {
    try {
      return Parser.builder()
          .withCustomParsers(Map.of("name", ModuleLoader::names))
          .build()
          .parse(() -> new ByteArrayInputStream(wasm));
    } catch (MalformedException e) {
      throw malformed(e);
    } catch (InvalidException e) {
      throw scanFailed ? malformed(e) : invalid(e);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      // Endive's own faults on hostile bytes: index and cast errors, endless nesting
      throw scanFailed ? malformed(e) : invalid(e);
    } catch (OutOfMemoryError e) {
      throw malformed(e);
    }
  }

  private static ModuleException malformed(Throwable e) {
    return new ModuleException(Phase.MALFORMED, "the module is malformed: " + message(e), e);
  }

  private static ModuleException invalid(Throwable e) {
    return new ModuleException(Phase.INVALID, "the module is invalid: " + message(e), e);
  }

  private static String message(@Nullable Throwable e) {
    if (e == null) {
      return "";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
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
