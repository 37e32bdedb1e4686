package dev.morph.tests.differential;

import dev.morph.testkit.NotRun;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Modules that wasm-smith makes, in a program of its own that is built here by cargo. Read once, in
 * order; to be closed.
 */
final class RandomModules implements AutoCloseable {
  private static final String NAME = "differential check of random modules";
  private static final Path FOLDER = Path.of("generator").toAbsolutePath();
  private static final Path TARGET = Path.of("target", "generator").toAbsolutePath();
  private static final long BUILD_MINUTES = 10;

  private final Process program;
  private final DataInputStream modules;

  private RandomModules(Process program) {
    this.program = program;
    this.modules = new DataInputStream(program.getInputStream());
  }

  /** Builds the generator where that is to be done, and starts it; skips the test without cargo. */
  static RandomModules of(long seed, long first, long count)
      throws IOException, InterruptedException {
    require("cargo is not installed (https://rustup.rs)", "cargo", "--version");
    require(
        "its crates could not be fetched (is there a network?)",
        "cargo",
        "fetch",
        "--quiet",
        "--locked");
    Path log = TARGET.resolveSibling("generator.log");
    if (run(log, "cargo", "build", "--quiet", "--locked", "--release") != 0) {
      throw new AssertionError("the generator does not build: " + Files.readString(log));
    }
    String program = TARGET.resolve("release").resolve("random-modules").toString();
    return new RandomModules(
        start(
            ProcessBuilder.Redirect.PIPE,
            program,
            Long.toString(seed),
            Long.toString(first),
            Long.toString(count)));
  }

  private static void require(String otherwise, String... command)
      throws IOException, InterruptedException {
    int status;
    try {
      status = run(TARGET.resolveSibling("generator.log"), command);
    } catch (IOException e) {
      throw NotRun.because(NAME, otherwise);
    }
    if (status != 0) {
      throw NotRun.because(NAME, otherwise);
    }
  }

  private static int run(Path log, String... command) throws IOException, InterruptedException {
    Files.createDirectories(log.getParent());
    Process process = start(ProcessBuilder.Redirect.to(log.toFile()), command);
    if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", command) + " does not end");
    }
    return process.exitValue();
  }

  private static Process start(ProcessBuilder.Redirect output, String... command)
      throws IOException {
    var words = new ArrayList<>(List.of(command));
    var builder = new ProcessBuilder(words).directory(FOLDER.toFile());
    builder.environment().put("CARGO_TARGET_DIR", TARGET.toString());
    if (output == ProcessBuilder.Redirect.PIPE) {
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    } else {
      builder.redirectErrorStream(true).redirectOutput(output);
    }
    return builder.start();
  }

  /** The next module; no bytes at all if the seed gave none. */
  byte[] next() throws IOException {
    int length = Integer.reverseBytes(modules.readInt());
    return modules.readNBytes(length);
  }

  @Override
  public void close() throws IOException {
    modules.close();
    program.destroy();
  }
}
