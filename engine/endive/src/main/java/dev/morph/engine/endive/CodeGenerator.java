package dev.morph.engine.endive;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.internal.Compiler;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasm.WasmModule;

/**
 * JVM code for a module.
 *
 * @param machines makes the code's machine for an instance
 * @param interpreted indices of functions too large for a JVM method
 */
record CodeGenerator(Function<Instance, Machine> machines, Set<Integer> interpreted) {
  /**
   * Generates, defines and verifies the code, or answers null where that fails: then the whole
   * module is interpreted.
   */
  static @Nullable CodeGenerator generate(WasmModule module, Set<String> features) {
    try {
      var result =
          Compiler.builder(module)
              .withInterpreterFallback(InterpreterFallback.SILENT)
              .withClassCollectorFactory(() -> new GeneratedClasses(features))
              .build()
              .compile();
      var classes = (GeneratedClasses) result.collector();
      return new CodeGenerator(classes.link(), Set.copyOf(result.interpretedFunctions()));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return null;
    }
  }
}
