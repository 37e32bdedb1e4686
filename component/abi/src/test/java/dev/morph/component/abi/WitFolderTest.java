package dev.morph.component.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.testkit.NotRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the folder {@code wit} and our tables equal; jco parses the one, we decode what it makes.
 */
class WitFolderTest {
  private static final Path ROOT = Path.of(System.getProperty("morph.root", "../.."));
  private static final Path TOOL = ROOT.resolve("component/abi/src/test/wit-tool");

  private static WorldType world(String folder, String world)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(TOOL.resolve("node_modules/@bytecodealliance/jco"))) {
      throw NotRun.because(
          "the WIT packages against the tables of types",
          "jco is absent; run npm install in component/abi/src/test/wit-tool");
    }
    Process process =
        new ProcessBuilder(
                "node",
                "embed.js",
                ROOT.resolve("wit").resolve(folder).toAbsolutePath().toString(),
                world)
            .directory(TOOL.toFile())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return ComponentTypeSection.decode(HexFormat.of().parseHex(output));
  }

  private static void matches(
      Map<String, Map<String, WitFunction>> interfaces,
      Map<String, Map<String, WitFunction>> table) {
    for (var each : interfaces.entrySet()) {
      if (!each.getValue().isEmpty()) {
        String name = WitPackages.unversioned(each.getKey()).orElseThrow();
        assertThat(each.getValue()).as(name).isEqualTo(table.get(name));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "morphee-extensions, morphee-extension, 9",
    "morphee-extensions, morphee-extension-pairs, 9",
    "morphir-ext, extension, 3",
    "morphir-ext, frontend, 4",
    "morphir-ext, backend, 4",
    "morphir-extension, morphir-extension, 1"
  })
  void worldsHaveTheTypesOfTheTables(String folder, String name, int parts) throws Exception {
    WorldType world = world(folder, name);

    matches(world.importedInterfaces(), WitPackages.importedInterfaces());
    matches(world.exportedInterfaces(), WitPackages.exportedInterfaces());
    for (var function : world.exportedFunctions().entrySet()) {
      assertThat(WitPackages.exportedFunction(function.getKey())).contains(function.getValue());
    }
    assertThat(world.importedFunctions()).isEmpty();
    assertThat(world.unsupported()).isEmpty();
    assertThat(
            world.importedInterfaces().size()
                + world.exportedInterfaces().size()
                + (world.exportedFunctions().isEmpty() ? 0 : 1))
        .isEqualTo(parts);
  }

  @ParameterizedTest
  @CsvSource({"morphee-extension", "morphee-extension-pairs"})
  void everyImportOfTheTableIsInAWorld(String name) throws Exception {
    WorldType world = world("morphee-extensions", name);

    Set<String> found = new java.util.TreeSet<>();
    world.importedInterfaces().keySet().forEach(each -> found.add(each.replace("@1.0.0", "")));
    found.add("morphir:ext/runtime");
    assertThat(found).isEqualTo(new java.util.TreeSet<>(WitPackages.importedInterfaces().keySet()));
  }
}
