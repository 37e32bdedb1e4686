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

  /**
   * As {@link #compile}, of a module whose code itself comes back to the host: each way that can be
   * gone without end leads through calls of a host function. Such code is ended there if its thread
   * was interrupted, so that the engine need not look for interrupts on the way.
   *
   * @param wasm written by the metering pass; of code that does not come back nothing can end a
   *     call
   * @param counters the module that it imports its counters from: three globals, which it reads and
   *     writes more than any other
   */
  default CompiledModule compileMetered(byte[] wasm, String counters) {
    return compile(wasm);
  }
}
