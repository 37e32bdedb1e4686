package dev.morph.engine.endive;

import dev.morph.engine.api.CodeCache;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Engine;
import org.jspecify.annotations.Nullable;

/**
 * The default engine. {@link #compiled()} turns modules into JVM bytecode, {@link #interpreted()}
 * generates no code. Both accept WebAssembly 3.0 without memory64, threads and relaxed SIMD.
 *
 * <p>Safe for several threads. Neither writes to the standard streams.
 */
public final class EndiveEngine implements Engine {
  private static final EndiveEngine COMPILED =
      new EndiveEngine("compiled", new CodeGenerator(null));
  private static final EndiveEngine INTERPRETED = new EndiveEngine("interpreted", null);

  private final String name;
  private final @Nullable CodeGenerator generator;

  private EndiveEngine(String name, @Nullable CodeGenerator generator) {
    this.name = name;
    this.generator = generator;
  }

  /** The engine that compiles to JVM bytecode. */
  public static EndiveEngine compiled() {
    return COMPILED;
  }

  /** The engine that compiles to JVM bytecode and keeps it. */
  public static EndiveEngine compiled(CodeCache cache) {
    return new EndiveEngine("compiled", new CodeGenerator(cache));
  }

  /** The engine that interprets, for places where code may not be generated. */
  public static EndiveEngine interpreted() {
    return INTERPRETED;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CompiledModule compile(byte[] wasm) {
    return ModuleLoader.load(wasm.clone(), generator, null);
  }

  @Override
  public CompiledModule compileMetered(byte[] wasm, String counters) {
    return ModuleLoader.load(wasm.clone(), generator, counters);
  }

  @Override
  public String toString() {
    return "EndiveEngine[" + name + "]";
  }
}
