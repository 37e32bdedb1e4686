package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.morph.cli.Main;
import dev.morph.cli.morphir.MorphirMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * Runs what documents show, with {@code morph} and {@code morphir} being the programs under test.
 */
final class Shell {
  private final Path tools;

  /**
   * @param tools a folder in which the two are made
   */
  Shell(Path tools) throws IOException {
    this.tools = Files.createDirectories(tools);
    make("morph", Main.class);
    make("morphir", MorphirMain.class);
  }

  private void make(String name, Class<?> main) throws IOException {
    Path program =
        Files.writeString(
            tools.resolve(name),
            "#!/bin/sh\nexec \"%s\" -XX:+UseSerialGC -Xss8m --enable-native-access=ALL-UNNAMED -cp '%s' %s \"$@\"\n"
                .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path"),
                    main.getName()));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What a script prints on both streams; it is not ended by a command that fails. */
  String run(Path folder, String script) throws IOException, InterruptedException {
    String own = script.replaceAll("(?m)(^|\\| )(\\./|\\.\\./morph/)(morph|morphir) ", "$1$3 ");
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
