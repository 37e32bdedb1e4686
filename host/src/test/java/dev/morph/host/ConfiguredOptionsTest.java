package dev.morph.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ExtensionId;
import dev.morph.host.config.ConfigFlags;
import dev.morph.host.config.ConfiguredExtension;
import dev.morph.host.config.MorphConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How what is configured is loaded. */
class ConfiguredOptionsTest {
  private static final String ENTRY =
      """
      [[extensions]]
      name = "jira"
      source.path = "jira.wasm"
      permissions = {max_memory = "100MB", max_execution_time = "1500ms", grants = ["vault:read"]}
      """;

  @TempDir Path folder;

  private LoadOptions options(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, ENTRY);
    Path project = Files.createDirectories(folder.resolve("project"));
    MorphConfig config =
        MorphConfig.load(
            Map.of(
                "MORPH_HOME",
                folder.resolve("own").toString(),
                "PROGRAMDATA",
                folder.resolve("none").toString()),
            "Windows 11",
            folder,
            project,
            ConfigFlags.NONE);
    ConfiguredExtension jira = config.extension("jira").orElseThrow();
    return jira.options().build();
  }

  @Test
  void whatTheUserNamesIsKnownByItsNameAndHasItsGrants() throws IOException {
    LoadOptions options = options(folder.resolve("own/morph.toml"));
    assertThat(options.name()).isEqualTo("jira");
    assertThat(options.knownAs()).isEqualTo(new ExtensionId("jira"));
    assertThat(options.grants().texts()).containsExactly("vault:read");
    assertThat(options.limits()).containsExactly("memory=100000000", "time=1500ms");
  }

  @Test
  void whatAProjectNamesIsAStranger() throws IOException {
    LoadOptions options = options(folder.resolve("project/morph.toml"));
    assertThat(options.name()).isEqualTo("jira");
    assertThat(options.knownAs()).isNull();
    assertThat(options.grants().permissions()).isEmpty();
    assertThat(options.limits()).containsExactly("memory=100000000", "time=1500ms");
  }
}
