package dev.morph.tests.javaguest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonString;
import dev.morph.host.EngineMode;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A guest computes what this JVM computes, in both engine modes. */
class ChecksTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aGuestComputesWhatAJvmDoes(EngineMode mode) throws Exception {
    Path file = folder.resolve("checks.wasm");
    try (InputStream in = Checks.class.getResourceAsStream("checks.wasm")) {
      Files.write(file, Objects.requireNonNull(in, "build the module first").readAllBytes());
    }
    var options = LoadOptions.builder().limit("compile-memory=4GiB").build();
    try (Morph morph = Morph.builder().engine(mode).build()) {
      var answer = morph.load(file, options).execute("run", "{\"seed\":\"Morph\"}").orThrow();
      List<String> lines =
          ((JsonArray) answer).items().stream().map(line -> ((JsonString) line).value()).toList();
      assertThat(lines).isEqualTo(Checks.all("Morph"));
    }
  }

  @Test
  void thereAreManyChecks() {
    assertThat(Checks.all("Morph")).hasSizeGreaterThan(120).doesNotHaveDuplicates();
  }
}
