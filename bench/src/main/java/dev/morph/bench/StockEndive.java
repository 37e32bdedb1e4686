package dev.morph.bench;

import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/** Endive as its own documentation starts it: its compiler, its memory, its API. */
final class StockEndive {
  private final Instance.Builder builder;

  StockEndive(byte[] wasm) {
    WasmModule module = Parser.parse(wasm);
    builder =
        Instance.builder(module)
            .withMachineFactory(MachineFactoryCompiler.compile(module))
            .withMemoryFactory(ByteArrayMemory::new);
  }

  Instance instantiate() {
    return builder.build();
  }
}
