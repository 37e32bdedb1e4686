package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.morph.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/** Runs what documents show, with {@code morph} being the program under test. */
final class Shell {
  private final Path tools;

  /**
   * @param tools a folder in which {@code morph} is made
   */
  Shell(Path tools) throws IOException {
    this.tools = Files.createDirectories(tools);
    Path morph =
        Files.writeString(
            tools.resolve("morph"),
            "#!/bin/sh\nexec \"%s\" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp '%s' %s \"$@\"\n"
                .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path"),
                    Main.class.getName()));
    Files.setPosixFilePermissions(morph, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What a script prints on both streams; it is not ended by a command that fails. */
  String run(Path folder, String script) throws IOException, InterruptedException {
    String own = script.replaceAll("(?m)(^|\\| )(\\./|\\.\\./morph/)morph ", "$1morph ");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", own).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(300, TimeUnit.SECONDS)) {
        throw new AssertionError("did not end: " + script);
      }
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Whether a program is on the path. */
  boolean has(String program) throws IOException, InterruptedException {
    return !run(tools, "command -v " + program).isBlank();
  }
}
