package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code morph}, in a folder that is built already. */
class LauncherTest {
  private static final Path ROOT = BuiltGuests.root().toAbsolutePath().normalize();

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void build() throws IOException {
    home = Files.createDirectories(folder.resolve("a folder"));
    Path target = Files.createDirectories(home.resolve("cli/target/lib"));
    Files.createDirectories(home.resolve("build"));
    Files.copy(ROOT.resolve("morph"), home.resolve("morph"));
    for (String part : List.of("build/find-jdk.sh", "build/launch.sh")) {
      Files.copy(ROOT.resolve(part), home.resolve(part));
    }
    Path pom = Files.createFile(home.resolve("pom.xml"));
    Files.setLastModifiedTime(pom, FileTime.from(Instant.EPOCH));
    try (var jars = Files.list(ROOT.resolve("cli/target/lib"))) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, target.resolve(jar.getFileName()));
      }
    }
    Files.copy(ROOT.resolve("cli/target/morph.jar"), target.resolveSibling("morph.jar"));
    Files.createFile(target.resolveSibling("morph.stamp"));
    Files.createFile(target.resolveSibling("morph-run.aot")); // none is made for one call
    Files.write(folder.resolve("größe.wasm"), Wat.assemble(Guests.canonicalEcho()));
  }

  private String run(Map<String, String> environment, String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void argumentsAndNamesOfFilesAreUtf8InEveryLocale() throws Exception {
    for (Map<String, String> locale :
        List.<Map<String, String>>of(Map.of(), Map.of("LC_ALL", "C"), Map.of("LANG", "C.UTF-8"))) {
      assertThat(run(locale, "'a folder/morph' run gr*.wasm run -p s='Grüße 世界'"))
          .as(locale.toString())
          .isEqualTo("{\"s\":\"Grüße 世界\"}\n");
    }
  }

  @Test
  void isCalledByALinkAndWithAnOlderJavaOnThePath() throws Exception {
    Files.createSymbolicLink(folder.resolve("linked"), Path.of("a folder/morph"));
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"17.0.1\"' >&2\n");
    assertThat(bin.resolve("java").toFile().setExecutable(true)).isTrue();
    assertThat(run(Map.of("PATH", bin + ":/usr/bin:/bin"), "./linked version"))
        .startsWith("morph ")
        .contains("contract 1.");
  }
}
