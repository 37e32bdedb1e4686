package dev.morph.host.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ByteSize;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.host.EngineMode;
import dev.morph.host.config.ConfiguredExtension.Protocol;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MorphConfigTest {
  /** As specification 004 prints it. */
  private static final String PRINTED =
      """
      [[extensions]]
      name = "component-backend"
      enabled = true
      protocol = "component"

      [extensions.source]
      type = "wasm-component"
      path = "./extensions/backend.wasm"

      [extensions.permissions]
      max_memory = "100MB"
      max_execution_time = "10s"
      """;

  @TempDir Path folder;
  private ConfigFolder files;

  @BeforeEach
  void machine() {
    files = new ConfigFolder(folder);
  }

  private static List<String> addresses(MorphConfig config) {
    return config.allowPrivate().stream().map(AddressRule::text).toList();
  }

  private ConfigValue value(MorphConfig config, String key) {
    return config.values().stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
  }

  @Test
  void withoutFilesDefaultsHold() {
    MorphConfig config = files.load();
    assertThat(config.store().address()).endsWith("store.db");
    assertThat(config.engine()).isEqualTo(EngineMode.COMPILED);
    assertThat(config.allowPrivate()).isEmpty();
    assertThat(config.limits()).isEqualTo(Limits.defaults());
    assertThat(config.vaultKeyFile()).isEqualTo(config.home().vaultKey());
    assertThat(config.outputLayout()).isEqualTo(OutputLayout.AUTO);
    assertThat(config.openWith()).isEmpty();
    assertThat(config.extensions()).isEmpty();
    assertThat(config.findings()).isEmpty();
    assertThat(config.values())
        .extracting(ConfigValue::key, ConfigValue::origin)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("store", "default"),
            org.assertj.core.groups.Tuple.tuple("engine", "default"),
            org.assertj.core.groups.Tuple.tuple("vault.key_file", "default"),
            org.assertj.core.groups.Tuple.tuple("output.layout", "default"));
  }

  @Test
  void everyKeyOfTheUsersFileIsRead() {
    files.user(
        "store = \"data/m.db\"",
        "engine = \"interpreted\"",
        "http.allow_private = [\"10.0.0.0/8\", \"localhost:8080\"]",
        "[limits]",
        "memory = \"64MiB\"",
        "time = 5",
        "fuel = 1000",
        "[ceilings]",
        "memory = \"2GiB\"",
        "time = \"90s\"",
        "[vault]",
        "key_file = \"../keys/master\"",
        "[output]",
        "layout = \"pretty\"",
        "[open_with]",
        "\".md\" = \"text\"",
        PRINTED,
        "grants = [\"http:read=api.github.com\", \"vault:read\"]");
    MorphConfig config = files.load();
    Path place = files.userFile.getParent();
    assertThat(config.store().address()).isEqualTo(place.resolve("data/m.db").toString());
    assertThat(config.store().artifacts()).isEqualTo(place.resolve("data/artifacts"));
    assertThat(config.engine()).isEqualTo(EngineMode.INTERPRETED);
    assertThat(addresses(config)).containsExactly("10.0.0.0/8", "localhost:8080");
    assertThat(config.limits().value(Limit.MEMORY)).isEqualTo(64L << 20);
    assertThat(config.limits().value(Limit.TIME)).isEqualTo(5_000_000_000L);
    assertThat(config.limits().value(Limit.FUEL)).isEqualTo(1_000);
    assertThat(config.limits().ceiling(Limit.MEMORY)).isEqualTo(2L << 30);
    assertThat(config.limits().ceiling(Limit.TIME)).isEqualTo(90_000_000_000L);
    assertThat(config.vaultKeyFile()).isEqualTo(place.resolveSibling("keys").resolve("master"));
    assertThat(config.outputLayout()).isEqualTo(OutputLayout.PRETTY);
    assertThat(config.openWith()).containsExactly(Map.entry(".md", "text"));
    assertThat(value(config, "limits.time").origin()).isEqualTo(files.userFile + ":6");
    assertThat(value(config, "store").line()).isEqualTo(1);
    assertThat(value(config, "http.allow_private").layer()).isEqualTo(ConfigLayer.USER);

    ConfiguredExtension extension = config.extension("component-backend").orElseThrow();
    assertThat(extension.enabled()).isTrue();
    assertThat(extension.protocol()).isEqualTo(Protocol.COMPONENT);
    assertThat(extension.path()).isEqualTo(place.resolve("extensions/backend.wasm"));
    assertThat(extension.maxMemory()).isEqualTo(new ByteSize(100_000_000));
    assertThat(extension.maxExecutionTime()).isEqualTo(Duration.ofSeconds(10));
    assertThat(extension.grants().texts())
        .containsExactly("http:read=api.github.com", "vault:read");
    assertThat(extension.ofProject()).isFalse();
    assertThat(extension.origin()).isEqualTo(files.userFile + ":17");
  }

  @Test
  void laterLayersWinAndTheLowestCeilingHolds() {
    files.system(
        "store = \"postgresql://morph:secret@db.example/morph\"",
        "engine = \"interpreted\"",
        "[http]",
        "allow_private = [\"10.0.0.0/8\"]",
        "[limits]",
        "memory = \"32MiB\"",
        "time = \"7s\"",
        "[ceilings]",
        "memory = \"512MiB\"",
        "time = \"20s\"");
    files.user(
        "engine = \"compiled\"",
        "[http]",
        "allow_private = [\"localhost\"]",
        "[limits]",
        "memory = \"48MiB\"",
        "[ceilings]",
        "memory = \"4GiB\"",
        "time = \"10s\"");
    MorphConfig config = files.load();
    assertThat(config.store().address()).isEqualTo("postgresql://db.example/morph");
    assertThat(config.engine()).isEqualTo(EngineMode.COMPILED);
    assertThat(addresses(config)).containsExactly("10.0.0.0/8", "localhost");
    assertThat(config.limits().value(Limit.MEMORY)).isEqualTo(48L << 20);
    assertThat(config.limits().value(Limit.TIME)).isEqualTo(7_000_000_000L);
    assertThat(config.limits().ceiling(Limit.MEMORY)).isEqualTo(512L << 20);
    assertThat(config.limits().ceiling(Limit.TIME)).isEqualTo(10_000_000_000L);
    assertThat(value(config, "ceilings.memory").layer()).isEqualTo(ConfigLayer.SYSTEM);
    assertThat(value(config, "limits.memory").layer()).isEqualTo(ConfigLayer.USER);

    files.environment.put("MORPH_ENGINE", "interpreted");
    files.environment.put("MORPH_STORE", "here.db");
    files.environment.put("MORPH_ALLOW_PRIVATE", "192.168.0.0/16, intranet:8443");
    files.environment.put("MORPH_VAULT_KEY_FILE", "k");
    files.environment.put("MORPH_OUTPUT_LAYOUT", "line");
    MorphConfig process = files.load();
    assertThat(process.engine()).isEqualTo(EngineMode.INTERPRETED);
    assertThat(process.store().address()).isEqualTo(files.project.resolve("here.db").toString());
    assertThat(process.vaultKeyFile()).isEqualTo(files.project.resolve("k"));
    assertThat(process.outputLayout()).isEqualTo(OutputLayout.LINE);
    assertThat(addresses(process))
        .containsExactly("10.0.0.0/8", "localhost", "192.168.0.0/16", "intranet:8443");
    assertThat(value(process, "store").origin()).isEqualTo("MORPH_STORE");

    MorphConfig flagged = files.load(new ConfigFlags("compiled", List.of("127.0.0.1:1")));
    assertThat(flagged.engine()).isEqualTo(EngineMode.COMPILED);
    assertThat(addresses(flagged)).endsWith("127.0.0.1:1");
    assertThat(value(flagged, "engine").origin()).isEqualTo("--engine");
  }

  @ParameterizedTest
  @CsvSource({
    "MORPH_ENGINE,fast,compiled",
    "MORPH_STORE,mysql://u:hidden@h/d,postgresql://",
    "MORPH_ALLOW_PRIVATE,'10.0.0.0/8,10.0.0.0/99',10.0.0.0/8",
    "MORPH_OUTPUT_LAYOUT,wide,pretty"
  })
  void aFaultyVariableIsNamed(String variable, String text, String accepted) {
    files.environment.put(variable, text);
    assertThatThrownBy(files::load)
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID))
        .hasMessageStartingWith(variable + ": ")
        .hasMessageContaining(accepted)
        .hasMessageNotContaining("hidden");
  }

  @Test
  void aFaultyFlagIsNamed() {
    assertThatThrownBy(() -> files.load(new ConfigFlags("fast", List.of())))
        .hasMessageContainingAll("--engine", "fast", "compiled");
    assertThatThrownBy(() -> files.load(new ConfigFlags(null, List.of("10.0.0.1/8"))))
        .hasMessageContainingAll("--allow-private", "10.0.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "stor = 'x' | 1: stor | did you mean store?",
        "store = 5 | 1: store | found an integer",
        "store = ['postgresql://u:hidden@h/d'] | 1: store | the path of a file",
        "store = 'mysql://u:hidden@h/d' | 1: store | postgresql://",
        "engine = 'fast' | 1: engine | \"compiled\"",
        "engine = true | 1: engine | found true or false",
        "http = 5 | 1: http | a table",
        "http.allow_privat = [] | 1: http.allow_privat | did you mean allow_private?",
        "http.allow_private = 'localhost' | 1: http.allow_private | a list",
        "http.allow_private = [1.5] | 1: http.allow_private | found a fraction",
        "http.allow_private = ['localhost', '10.0.0.0/99'] | 1: http.allow_private | 10.0.0.0/8",
        "limits.memry = 1 | 1: limits.memry | did you mean memory?",
        "limits.memory = '2GiB' | 1: limits.memory | above the ceiling 1 GiB",
        "limits.memory = '100MB' | 1: limits.memory | KiB, MiB or GiB",
        "limits.memory = -1 | 1: limits.memory | an integer of bytes",
        "limits.time = 1979-05-27 | 1: limits.time | a date or a time",
        "limits.fuel = '5s' | 1: limits.fuel | an integer",
        "ceilings.stack-depth = 20000 | 1: ceilings.stack-depth | at most 10,000",
        "ceilings.time = 'x' | 1: ceilings.time | an integer of seconds",
        "vault.key_file = '' | 1: vault.key_file | empty",
        "vault.key_fil = 'hidden' | 1: vault.key_fil | did you mean key_file?",
        "output.layout = 'wide' | 1: output.layout | \"pretty\"",
        "open_with.md = 'text' | 1: open_with.md | begins with a dot",
        "open_with.'.md' = 'Text Editor' | 1: open_with..md | small letters",
        "extensions = 5 | 1: extensions | [[extensions]]",
        "extensions = [5] | 1: extensions | [[extensions]]",
        "[[extensions]] | 1: extensions.name | missing",
        "extensions = [{name = 'Jira!'}] | 1: extensions.name | small letters",
        "extensions = [{name = 'installed'}] | 1: extensions.name | reserved",
        "extensions = [{name = 'a'}, {name = 'a'}] | extensions.a | twice",
        "extensions = [{name = 'a', enabled = 'yes'}] | 1: extensions.enabled | true or false",
        "extensions = [{name = 'a', protocol = 'extism'}] | 1: extensions.protocol | \"core\"",
        "extensions = [{name = 'a', source = {type = 'wasm'}}] | extensions.source.path | missing",
        "extensions = [{name = 'a', sorce = {}}] | 1: extensions.sorce | did you mean source?",
        "extensions = [{name = 'a', permissions = {max_memory = '2GB'}}] | max_memory | ceiling",
        "extensions = [{name = 'a', permissions = {max_memory = '1TB'}}] | max_memory | \"100MB\"",
        "extensions = [{name = 'a', permissions = {max_memory = '1MBKB'}}] | max_memory | \"100MB\"",
        "extensions = [{name = 'a', permissions = {max_execution_time = '10m'}}] | time | \"10s\"",
        "extensions = [{name = 'a', permissions = {grants = ['fly']}}] | grants | http:read",
        "extensions = [{name = 'a', permissions = {grants = 'http:read'}}] | grants | a list"
      })
  void aFaultOfTheUsersFileNamesPlaceKeyAndWhatIsAccepted(
      String text, String place, String accepted) {
    files.user(text);
    assertThatThrownBy(files::load)
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID))
        .hasMessageStartingWith(files.userFile + ":1: ")
        .hasMessageContaining(place)
        .hasMessageContaining(accepted)
        .hasMessageNotContaining("hidden");
    // the same from a repository is a warning, and costs nothing that holds without it
    Set<String> before = new HashSet<>();
    files.user("engine = \"compiled\"").load().values().forEach(v -> before.add(v.toString()));
    files.project(text);
    MorphConfig config = files.load();
    assertThat(config.findings()).isNotEmpty();
    assertThat(config.findings().getFirst().text())
        .startsWith(files.projectFile + ":1: ")
        .doesNotContain("hidden");
    assertThat(config.values()).extracting(ConfigValue::toString).containsAll(before);
  }

  @Test
  void severalFaultsAreNamedTogether() {
    files.system("stor = 1").user("", "engin = 1", "[limits]", "x = 1");
    assertThatThrownBy(files::load)
        .hasMessageContainingAll(
            files.systemFile + ":1: stor",
            files.userFile + ":2: engin",
            files.userFile + ":4: limits.x");
  }

  private static final String DEEP = "[".repeat(400_000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = 1\na = 2",
        "[limits]\nfuel = 1\n[limits]\nfuel = 2",
        "[[extensions]]\nname = 'a'\nname = 'a'",
        "store = \"postgresql://u:hidden@h/d",
        "store = postgresql://u:hidden@h/d",
        "store = \"postgresql://u:\"hidden\"@h/d\"",
        "store = \"hidden\\p\"",
        "limits.fuel = 99999999999999999999999999",
        "a.\"hidden\\x\" = 1",
        "a = 1979-05-27T07:32:00-25:61",
        "= = =",
        "\u0000\u0001\u0002",
        "\uFEFFengine = 'compiled'",
        "deep",
        "inline",
        "dotted",
        "large",
        "latin",
        "cut"
      })
  void hostileFilesAreRefusedWithTheirPlace(String text) throws IOException {
    byte[] bytes =
        switch (text) {
          case "deep" -> ("a = " + DEEP).getBytes(UTF_8);
          case "inline" -> ("a = " + "{a = ".repeat(200) + "1" + "}".repeat(200)).getBytes(UTF_8);
          case "dotted" -> ("a" + ".a".repeat(20_000) + " = 1").getBytes(UTF_8);
          case "large" -> "#".repeat(MorphConfig.MOST_BYTES + 1).getBytes(UTF_8);
          case "latin" -> "engine = 'grün'".getBytes(ISO_8859_1);
          case "cut" -> new byte[] {'#', (byte) 0xe2, (byte) 0x82};
          default -> text.getBytes(UTF_8);
        };
    Files.createDirectories(files.userFile.getParent());
    Files.write(files.userFile, bytes);
    assertThatThrownBy(files::load)
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID))
        .hasMessageStartingWith(files.userFile.toString())
        .hasMessageNotContaining("hidden");

    Files.delete(files.userFile);
    Files.write(files.projectFile, bytes);
    MorphConfig config = files.load();
    assertThat(config.findings()).hasSize(1);
    assertThat(config.findings().getFirst().text()).doesNotContain("hidden").doesNotContain("\n");
    assertThat(config.limits()).isEqualTo(Limits.defaults());
  }

  @Test
  void whatIsNoFileIsRefused() throws IOException {
    Files.createDirectories(files.userFile);
    assertThatThrownBy(files::load)
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
        .hasMessageContaining(files.userFile.toString());
    Files.delete(files.userFile);
    Files.createSymbolicLink(files.projectFile, Path.of("/dev/zero"));
    assertThat(files.load().findings()).hasSize(1);
    Files.delete(files.projectFile);
    Files.createSymbolicLink(files.projectFile, Path.of("nowhere"));
    assertThat(files.load().findings()).hasSize(1);
  }

  @Test
  void aProjectsFileIsSmall() {
    files.project("#" + " ".repeat(MorphConfig.MOST_PROJECT_BYTES));
    assertThat(files.load().findings().getFirst().message()).contains("65536 bytes");
  }

  @Test
  void textOfStrangersIsShownInOneLine() {
    files.project("\"a\\u001b[31m\\nb\\u202e\" = 1", "\"" + "k".repeat(2_000) + "\" = 1");
    assertThat(files.load().findings())
        .hasSize(2)
        .allSatisfy(finding -> assertThat(finding.text()).hasSizeLessThan(1_500))
        .allSatisfy(finding -> assertThat(finding.text()).doesNotContain("\u001b", "\n", "\u202e"));
  }

  @Test
  void manyFindingsAreCounted() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append("k").append(i).append(" = 1\n");
    }
    files.project(text.toString());
    List<ConfigFinding> findings = files.load().findings();
    assertThat(findings).hasSize(101);
    assertThat(findings.getLast().message()).contains("more");
  }

  @Test
  void homesOfFilesAreThoseOfTheSystem() {
    Path user = Path.of("/home/ada");
    assertThat(ConfigFiles.own(Map.of(), "Linux", user))
        .containsExactly(
            new ConfigFile(ConfigLayer.SYSTEM, Path.of("/etc/morph/morph.toml")),
            new ConfigFile(ConfigLayer.USER, Path.of("/home/ada/.config/morph/morph.toml")));
    assertThat(ConfigFiles.own(Map.of("XDG_CONFIG_HOME", "/x"), "Mac OS X", user))
        .containsExactly(
            new ConfigFile(
                ConfigLayer.SYSTEM, Path.of("/Library/Application Support/morph/morph.toml")),
            new ConfigFile(ConfigLayer.USER, Path.of("/x/morph/morph.toml")));
    assertThat(ConfigFiles.own(Map.of("XDG_CONFIG_HOME", "relative"), "Linux", user).getLast())
        .isEqualTo(new ConfigFile(ConfigLayer.USER, Path.of("/home/ada/.config/morph/morph.toml")));
    assertThat(
            ConfigFiles.own(Map.of("MORPH_HOME", "/m", "XDG_CONFIG_HOME", "/x"), "Linux", user)
                .getLast()
                .path())
        .isEqualTo(Path.of("/m/morph.toml"));
    assertThat(ConfigFiles.own(Map.of("PROGRAMDATA", "/pd"), "Windows 11", user).getFirst().path())
        .isEqualTo(Path.of("/pd/morph/morph.toml"));
    assertThatThrownBy(() -> ConfigFiles.own(Map.of("MORPH_HOME", "a\0b"), "Linux", user))
        .hasMessageContaining("MORPH_HOME");
  }

  private ConfigFile found(Path from) {
    return ConfigFiles.project(
        from, files.home, ConfigFiles.own(files.environment, "Windows 11", files.home));
  }

  @Test
  void theProjectIsTheNearestFileUpToTheRepository() throws IOException {
    Path deep = Files.createDirectories(files.project.resolve("a/b"));
    assertThat(found(deep)).isNull();
    files.project("");
    assertThat(found(deep)).isEqualTo(new ConfigFile(ConfigLayer.PROJECT, files.projectFile));
    files.write(deep.resolveSibling("morph.toml"), "");
    assertThat(found(deep).path()).isEqualTo(deep.resolveSibling("morph.toml"));
    Files.delete(deep.resolveSibling("morph.toml"));
    Files.createFile(deep.resolveSibling(".git"));
    assertThat(found(deep)).isNull();
    files.write(deep.resolveSibling("morph.toml"), "");
    assertThat(found(deep)).isNotNull();
  }

  @Test
  void homeAndRootAreNoProjectsAndTheUsersFileIsNoProjects() {
    files.write(files.home.resolve("morph.toml"), "");
    files.write(folder.resolve("morph.toml"), "");
    assertThat(found(files.project)).isNull();
    assertThat(found(files.home)).isNull();
    files.user("engine = \"interpreted\"");
    assertThat(found(files.userFile.getParent())).isNull();
    files.environment.put("MORPH_HOME", files.project.toString());
    files.project("engine = \"interpreted\"");
    assertThat(found(files.project)).isNull();
    MorphConfig config = files.load();
    assertThat(config.engine()).isEqualTo(EngineMode.INTERPRETED);
    assertThat(config.findings()).isEmpty();
  }

  @Test
  void extensionsOfTheUserReplaceThoseOfTheSystem() {
    files.system(
        "extensions = [{name = \"a\", permissions = {grants = [\"vault:read\"]}}, {name = \"b\"}]");
    files.user("extensions = [{name = \"a\", enabled = false}]");
    MorphConfig config = files.load();
    assertThat(config.extensions()).extracting(one -> one.name().value()).containsExactly("a", "b");
    assertThat(config.extension("a").orElseThrow().grants().permissions()).isEmpty();
    assertThat(config.extension("a").orElseThrow().enabled()).isFalse();
    assertThat(config.extension("c")).isEmpty();
  }

  @Test
  void aConfiguredFileIsCheckedWhenItIsUsed() throws IOException {
    files.user(PRINTED);
    ConfiguredExtension extension = files.load().extension("component-backend").orElseThrow();
    assertThatThrownBy(extension::file)
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    Files.createDirectories(extension.path().getParent());
    Files.write(extension.path(), new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    assertThatThrownBy(extension::file)
        .hasMessageContainingAll("core", "component", "morph.toml:1");
    Files.write(extension.path(), new byte[] {0, 'a', 's', 'm', 13, 0, 1, 0});
    assertThat(extension.file()).contains(extension.path());
  }

  @Test
  void theReferenceHasEveryKeyAndWhatAProjectMaySay() throws IOException {
    Path reference =
        Path.of(System.getProperty("morph.root"), "docs", "reference", "configuration.md");
    List<String> rows =
        Files.readAllLines(reference).stream()
            .dropWhile(line -> !line.startsWith("| key |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertThat(rows).hasSize(ConfigKey.values().length);
    for (ConfigKey key : ConfigKey.values()) {
      String row =
          rows.stream()
              .filter(line -> line.startsWith("| `" + key.word() + "` |"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(key.word() + " is not in the reference"));
      String[] cells = row.split(" \\|", -1);
      assertThat(cells[2].isBlank()).as(row).isEqualTo(!key.inProject());
      assertThat(cells[3]).as(row).contains(key.variable().orElse(""));
      assertThat(cells[3].isBlank()).as(row).isEqualTo(key.variable().isEmpty());
    }
  }
}
