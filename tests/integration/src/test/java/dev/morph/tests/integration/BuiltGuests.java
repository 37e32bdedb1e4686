package dev.morph.tests.integration;

import dev.morph.testkit.NotRun;
import java.nio.file.Files;
import java.nio.file.Path;

/** The guests that other modules build. */
final class BuiltGuests {
  private BuiltGuests() {}

  /** The root of the project. */
  static Path root() {
    return Path.of(System.getProperty("morph.root", "../.."));
  }

  /** A guest that {@code extensions/build} makes; the test is not run where it is absent. */
  static Path extension(String name) {
    Path file = root().resolve("extensions/target/guests/" + name + ".wasm");
    if (!Files.exists(file)) {
      throw NotRun.because(
          "guest " + name, "install cargo with wasm32-unknown-unknown, clang with wasm-ld, and go");
    }
    return file;
  }

  /** The example that needs no toolchain but ours. */
  static Path greeter() {
    Path file = root().resolve("examples/greeter/target/greeter.wasm");
    if (!Files.exists(file)) {
      throw new AssertionError("examples/greeter is not built: build the whole project first");
    }
    return file;
  }

  /** The example in Java that serves two contracts. */
  static Path overview() {
    Path file = root().resolve("examples/overview/target/overview.wasm");
    if (!Files.exists(file)) {
      throw new AssertionError("examples/overview is not built: build the whole project first");
    }
    return file;
  }
}
