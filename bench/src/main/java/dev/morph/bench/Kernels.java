package dev.morph.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The kernels as {@code bench/run} built them, in the folder that {@code morph.kernels} names. */
final class Kernels {
  static final List<String> NAMES = List.of("sha256", "sort", "jsonscan", "vm", "matrix");

  private Kernels() {}

  static byte[] wasm(String kernel) {
    try {
      return Files.readAllBytes(folder().resolve(kernel + ".wasm"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Path nativeProgram(String kernel) {
    return folder().resolve(kernel);
  }

  private static Path folder() {
    String folder = System.getProperty("morph.kernels");
    if (folder == null) {
      throw new IllegalStateException("-Dmorph.kernels= is not set; start this by bench/run");
    }
    return Path.of(folder);
  }
}
