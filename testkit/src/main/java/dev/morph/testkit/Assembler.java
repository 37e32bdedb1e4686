package dev.morph.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@link Wat} as a program, for builds: {@code Assembler IN.wat OUT.wasm}. */
public final class Assembler {
  private Assembler() {}

  /** Assembles one file; folders of the output are made. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: Assembler IN.wat OUT.wasm");
    }
    Path out = Path.of(args[1]).toAbsolutePath();
    Files.createDirectories(out.getParent());
    Files.write(out, Wat.assemble(Files.readString(Path.of(args[0]))));
  }
}
