package dev.morph.engine.endive;

import dev.morph.engine.api.CodeCache;
import dev.morph.engine.api.ModuleException;
import org.jspecify.annotations.Nullable;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.internal.Compiler;
import run.endive.wasm.WasmModule;

/** Makes JVM code of modules, or takes it from a cache. Safe for several threads. */
final class CodeGenerator {
  private final @Nullable CodeCache cache;

  /** With a cache, or without. */
  CodeGenerator(@Nullable CodeCache cache) {
    this.cache = cache;
  }

  /**
   * Generates, defines and verifies the code, or answers null where that fails: then the whole
   * module is interpreted.
   *
   * @param wasm the bytes that the module was parsed from
   * @param traits what decides how calls are turned
   */
  @Nullable GeneratedCode generate(WasmModule module, byte[] wasm, CodeTraits traits) {
    CodeCache kept = cache;
    if (kept == null) {
      GeneratedClasses classes = compile(module, traits);
      return classes == null ? null : link(classes);
    }
    String key = CodeKey.of(wasm, traits);
    byte[] payload = kept.get(key);
    GeneratedClasses known = payload == null ? null : ClassesFile.read(payload);
    GeneratedCode code = known == null ? null : link(known);
    if (code != null) {
      return code;
    }
    GeneratedClasses classes = compile(module, traits);
    code = classes == null ? null : link(classes);
    if (classes != null && code != null) {
      kept.put(key, ClassesFile.write(classes));
    }
    return code;
  }

  private static @Nullable GeneratedClasses compile(WasmModule module, CodeTraits traits) {
    if (ResultMethods.collide(module)) {
      return null;
    }
    try {
      var result =
          Compiler.builder(module)
              .withInterpreterFallback(InterpreterFallback.SILENT)
              .withClassCollectorFactory(() -> new GeneratedClasses(traits))
              .build()
              .compile();
      var classes = (GeneratedClasses) result.collector();
      classes.interpreted(result.interpretedFunctions());
      return classes;
    } catch (ModuleException ended) {
      throw ended;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return null;
    }
  }

  private static @Nullable GeneratedCode link(GeneratedClasses classes) {
    try {
      return new GeneratedCode(classes.link(), classes.interpreted());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return null;
    }
  }
}
