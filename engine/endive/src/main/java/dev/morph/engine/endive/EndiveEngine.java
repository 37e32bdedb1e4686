package dev.morph.engine.endive;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Engine;

/**
 * The default engine. {@link #compiled()} turns modules into JVM bytecode, {@link #interpreted()}
 * generates no code. Both accept WebAssembly 3.0 without memory64, threads and relaxed SIMD.
 *
 * <p>Safe for several threads. Neither writes to the standard streams.
 */
public final class EndiveEngine implements Engine {
  private static final EndiveEngine COMPILED = new EndiveEngine("compiled", true);
  private static final EndiveEngine INTERPRETED = new EndiveEngine("interpreted", false);

  private final String name;
  private final boolean generatesCode;

  private EndiveEngine(String name, boolean generatesCode) {
    this.name = name;
    this.generatesCode = generatesCode;
  }

  /** The engine that compiles to JVM bytecode. */
  public static EndiveEngine compiled() {
    return COMPILED;
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
    return ModuleLoader.load(wasm.clone(), generatesCode);
  }

  @Override
  public String toString() {
    return "EndiveEngine[" + name + "]";
  }
}
