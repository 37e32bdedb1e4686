package dev.morph.engine.api;

/** Compiles core WebAssembly modules. Safe for several threads. */
public interface Engine {
  /** The word for this engine and mode on the command line, as {@code "compiled"}. */
  String name();

  /**
   * Parses, validates and compiles a module.
   *
   * @param wasm the whole binary; not changed and not kept by reference after the call
   * @throws ModuleException if the bytes are malformed, invalid, or use a feature that is not
   *     accepted
   */
  CompiledModule compile(byte[] wasm);
}
