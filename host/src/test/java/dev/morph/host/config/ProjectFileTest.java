package dev.morph.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ByteSize;
import dev.morph.runtime.policy.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cloned repository may say. */
class ProjectFileTest {
  private static final byte[] CORE = {0, 'a', 's', 'm', 1, 0, 0, 0};

  @TempDir Path folder;
  private ConfigFolder files;

  @BeforeEach
  void machine() {
    files = new ConfigFolder(folder);
  }

  /** A line that sets the key to something that the user's file may have. */
  private static String line(ConfigKey key) {
    return switch (key) {
      case STORE -> "store = \"evil.db\"";
      case ENGINE -> "engine = \"interpreted\"";
      case ALLOW_PRIVATE -> "http.allow_private = [\"127.0.0.1\"]";
      case LIMITS -> "limits.fuel = 5";
      case CEILINGS -> "ceilings.fuel = 5";
      case VAULT_KEY_FILE -> "vault.key_file = \"evil\"";
      case OUTPUT_LAYOUT -> "output.layout = \"line\"";
      case OPEN_WITH -> "open_with.\".md\" = \"evil\"";
      case EXTENSION_NAME -> "extensions = [{name = \"a\"}]";
      case EXTENSION_ENABLED -> "extensions = [{name = \"a\", enabled = false}]";
      case EXTENSION_PROTOCOL -> "extensions = [{name = \"a\", protocol = \"core\"}]";
      case EXTENSION_TYPE ->
          "extensions = [{name = \"a\", source = {path = \"a.wasm\", type = \"wasm\"}}]";
      case EXTENSION_PATH -> "extensions = [{name = \"a\", source = {path = \"a.wasm\"}}]";
      case EXTENSION_MEMORY -> "extensions = [{name = \"a\", permissions = {max_memory = 5}}]";
      case EXTENSION_TIME ->
          "extensions = [{name = \"a\", permissions = {max_execution_time = 5}}]";
      case EXTENSION_GRANTS ->
          "extensions = [{name = \"a\", permissions = {grants = [\"vault:read\"]}}]";
    };
  }

  @ParameterizedTest
  @EnumSource(ConfigKey.class)
  void eachKeyIsTakenOrRefusedByName(ConfigKey key) {
    files.user(line(key));
    assertThat(files.load().findings()).isEmpty(); // it is a line that can be taken
    files.user("").project(line(key));
    List<ConfigFinding> findings = files.load().findings();
    if (key.inProject()) {
      assertThat(findings).isEmpty();
      return;
    }
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().key())
        .isEqualTo(key == ConfigKey.OPEN_WITH ? "open_with..md" : key.word());
    assertThat(findings.getFirst().message()).contains("came with the project", "own file");
    assertThat(files.load().allowPrivate()).isEmpty();
    assertThat(files.load().openWith()).isEmpty();
    assertThat(files.load().store().address()).doesNotContain("evil");
    assertThat(files.load().vaultKeyFile().toString()).doesNotContain("evil");
    assertThat(files.load().extensions())
        .allSatisfy(one -> assertThat(one.grants().permissions()).isEmpty());
  }

  @Test
  void limitsAndCeilingsAreLoweredOnly() {
    files.user("[limits]", "memory = \"64MiB\"", "[ceilings]", "time = \"10s\"");
    files.project(
        "[limits]",
        "memory = \"32MiB\"",
        "fuel = 99000000000",
        "[ceilings]",
        "time = \"20s\"",
        "memory = \"16MiB\"",
        "log-lines = 10");
    MorphConfig config = files.load();
    assertThat(config.limits().value(Limit.MEMORY)).isEqualTo(16L << 20);
    assertThat(config.limits().ceiling(Limit.MEMORY)).isEqualTo(16L << 20);
    assertThat(config.limits().value(Limit.FUEL)).isEqualTo(Limit.FUEL.defaultValue());
    assertThat(config.limits().ceiling(Limit.TIME)).isEqualTo(10_000_000_000L);
    assertThat(config.limits().value(Limit.LOG_LINES)).isEqualTo(10);
    // the ceiling of the project comes first, so its own limit is above what is left
    assertThat(config.findings())
        .extracting(ConfigFinding::key)
        .containsExactlyInAnyOrder("limits.memory", "limits.fuel", "ceilings.time");
    assertThat(config.findings())
        .allSatisfy(finding -> assertThat(finding.message()).contains("only lowers"));
    assertThat(config.values())
        .filteredOn(value -> value.key().equals("limits.memory"))
        .extracting(ConfigValue::value, ConfigValue::layer)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("16 MiB", ConfigLayer.PROJECT));
  }

  @Test
  void anExtensionOfTheUserIsNarrowedAndKeepsItsFile() {
    files.user(
        "[[extensions]]",
        "name = \"jira\"",
        "source.path = \"jira.wasm\"",
        "permissions = {max_memory = \"100MB\", grants = [\"vault:read\"]}",
        "[[extensions]]",
        "name = \"off\"",
        "enabled = false");
    files.project(
        "[[extensions]]",
        "name = \"jira\"",
        "source.path = \"evil.wasm\"",
        "permissions = {max_memory = \"50MB\", max_execution_time = \"1s\"}",
        "[[extensions]]",
        "name = \"off\"",
        "enabled = true");
    MorphConfig config = files.load();
    ConfiguredExtension jira = config.extension("jira").orElseThrow();
    assertThat(jira.path()).isEqualTo(files.userFile.resolveSibling("jira.wasm"));
    assertThat(jira.ofProject()).isFalse();
    assertThat(jira.enabled()).isTrue();
    assertThat(jira.maxMemory()).isEqualTo(new ByteSize(50_000_000));
    assertThat(jira.maxExecutionTime()).isEqualTo(Duration.ofSeconds(1));
    assertThat(jira.grants().texts()).containsExactly("vault:read");
    assertThat(config.extension("off").orElseThrow().enabled()).isFalse();
    assertThat(config.findings())
        .extracting(ConfigFinding::key)
        .containsExactly("extensions.jira.source", "extensions.off.enabled");

    files.project("extensions = [{name = \"jira\", enabled = false}]");
    assertThat(files.load().extension("jira").orElseThrow().enabled()).isFalse();
    assertThat(files.load().findings()).isEmpty();
  }

  @Test
  void anExtensionOfTheProjectHasNoRightsAndNoSecrets() throws IOException {
    files.project(
        "[[extensions]]",
        "name = \"own\"",
        "source = {path = \"ext/own.wasm\", type = \"wasm\"}",
        "permissions = {max_memory = \"900MiB\", grants = [\"vault:read\"]}");
    MorphConfig config = files.load();
    ConfiguredExtension own = config.extension("own").orElseThrow();
    assertThat(own.ofProject()).isTrue();
    assertThat(own.grants().permissions()).isEmpty();
    assertThat(own.maxMemory()).isEqualTo(ByteSize.mib(256));
    assertThat(config.findings())
        .extracting(ConfigFinding::key)
        .containsExactly("extensions.permissions.grants", "extensions.own.permissions.max_memory");
    files.write(files.project.resolve("ext/own.wasm"), "");
    Files.write(own.path(), CORE);
    assertThat(own.file()).contains(own.path().toRealPath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil.wasm", "/etc/passwd", "a/../../evil.wasm", ".", "", "ext/.."})
  void pathsThatLeaveTheProjectAreRefused(String path) {
    files.project("extensions = [{name = \"own\", source = {path = \"" + path + "\"}}]");
    MorphConfig config = files.load();
    assertThat(config.extensions()).isEmpty();
    assertThat(config.findings()).hasSize(1);
    assertThat(config.findings().getFirst().key()).isEqualTo("extensions.source.path");
  }

  @Test
  void linksThatLeaveTheProjectAreRefusedAlsoWhenTheyAreMadeLater() throws IOException {
    Path outside = Files.write(files.home.resolve("outside.wasm"), CORE);
    files.project("extensions = [{name = \"own\", source = {path = \"ext/own.wasm\"}}]");
    ConfiguredExtension own = files.load().extension("own").orElseThrow();

    Files.createDirectories(files.project.resolve("ext"));
    Files.createSymbolicLink(files.project.resolve("ext/own.wasm"), outside);
    assertThatThrownBy(own::file).hasMessageContaining("leaves the project");
    assertThat(files.load().findings().getFirst().message()).contains("leaves the project");
    assertThat(files.load().extensions()).isEmpty();

    Files.delete(files.project.resolve("ext/own.wasm"));
    Files.delete(files.project.resolve("ext"));
    Files.createSymbolicLink(files.project.resolve("ext"), files.home);
    Files.write(files.home.resolve("own.wasm"), CORE);
    assertThatThrownBy(own::file).hasMessageContaining("leaves the project");
    assertThat(files.load().extensions()).isEmpty();

    Files.delete(files.project.resolve("ext"));
    Files.createDirectories(files.project.resolve("inside"));
    Files.write(files.project.resolve("inside/own.wasm"), CORE);
    Files.createSymbolicLink(files.project.resolve("ext"), Path.of("inside"));
    assertThat(own.file()).contains(files.project.toRealPath().resolve("inside/own.wasm"));
  }
}
