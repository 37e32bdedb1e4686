package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code morph config}, and commands that are configured. */
class ConfigCommandTest {
  private static final String DIRECTORY = System.getProperty("user.dir");

  @TempDir Path folder;
  private OwnHome home;
  private Path echo;

  @BeforeEach
  void begin() throws IOException {
    home = new OwnHome();
    echo = Files.write(folder.resolve("echo.wasm"), Wat.assemble(Guests.canonicalEcho()));
    Files.createDirectory(folder.resolve(".git"));
  }

  @AfterEach
  void end() {
    System.setProperty("user.dir", DIRECTORY);
    home.close();
  }

  /** Makes the folder the working one, with this file of a project. */
  private void project(String... lines) throws IOException {
    Files.writeString(folder.resolve("morph.toml"), String.join("\n", lines) + "\n");
    System.setProperty("user.dir", folder.toString());
  }

  private CliRun echo(String... options) {
    List<String> args =
        new java.util.ArrayList<>(List.of("run", echo.toString(), "run", "{\"a\": 1}"));
    args.addAll(List.of(options));
    return CliRun.of(args.toArray(String[]::new));
  }

  @Test
  void showsValuesWithTheirPlaceAndNoPassword() throws IOException {
    home.configure(
        "store = \"postgresql://ada:hidden@db.example/morph\"",
        "limits.memory = \"64MiB\"",
        "extensions = [{name = \"jira\", permissions = {grants = [\"vault:read\"]}}]");
    project("limits.memory = \"32MiB\"", "engine = \"interpreted\"");
    String own = OwnHome.FOLDER.resolve("morph.toml").toString();
    CliRun run = CliRun.of("config", "show");
    assertThat(run.exit()).as(run.err()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines.getFirst()).matches("KEY +VALUE +FROM");
    assertThat(lines)
        .anyMatch(line -> line.matches("store +postgresql://db.example/morph +" + own + ":1"))
        .anyMatch(
            line -> line.matches("limits.memory +32 MiB +" + folder.resolve("morph.toml") + ":1"))
        .anyMatch(line -> line.matches("engine +compiled +default"))
        .anyMatch(
            line -> line.matches("extensions.jira +enabled, grant vault:read +" + own + ":3"));
    assertThat(run.err())
        .startsWith("warning: passed over: " + folder.resolve("morph.toml") + ":2: engine: ")
        .hasLineCount(1);
    assertThat(run.out() + run.err()).doesNotContain("hidden").doesNotContain("ada");

    CliRun json = CliRun.of("config", "show", "--json");
    assertThat(json.document().members()).containsOnlyKeys("values", "extensions", "findings");
    assertThat(json.out())
        .contains("{\"key\":\"limits.memory\",\"value\":\"32 MiB\",\"layer\":\"project\",")
        .contains("\"layer\":\"default\"")
        .contains("\"key\":\"engine\",\"message\":\"a project's file cannot set this")
        .doesNotContain("hidden");
  }

  @Test
  void pathSaysWhichFilesAreLookedAtEvenIfTheyAreFaulty() throws IOException {
    home.configure("= =");
    project("");
    CliRun run = CliRun.of("config", "path");
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .containsPattern("system +/.*morph.toml")
        .containsPattern("user +" + OwnHome.FOLDER.resolve("morph.toml") + "\n")
        .containsPattern("project +" + folder.resolve("morph.toml") + "\n");
    assertThat(CliRun.of("config", "path", "--json").out()).contains("\"layer\":\"user\"");
    CliRun show = CliRun.of("config", "show", "--json");
    assertThat(show.exit()).isEqualTo(2);
    assertThat(show.errorCode()).isEqualTo("usage-invalid");
    assertThat(show.out()).contains("morph.toml:1");
    assertThat(CliRun.of("version").exit()).isZero();
    assertThat(CliRun.of("config").exit()).isEqualTo(2);
    assertThat(CliRun.of("config", "show", "--help").out()).contains("Example");
  }

  @Test
  void aRunIsLimitedAsConfiguredAndFlagsDoNotPassCeilings() throws IOException {
    assertThat(echo().exit()).isZero();
    home.configure("limits.fuel = 5", "ceilings.fuel = 1000000");
    CliRun run = echo("--json");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.errorCode()).isEqualTo("limit-fuel");
    assertThat(echo("--limit", "fuel=1000000").exit()).isZero();
    CliRun above = echo("--limit", "fuel=1000001", "--json");
    assertThat(above.exit()).isEqualTo(2);
    assertThat(above.out()).contains("1,000,001", "1,000,000");
    project("ceilings.fuel = 5");
    assertThat(echo("--limit", "fuel=1000000").exit()).isEqualTo(2);
    home.configure("limits.fuel = 5x");
    CliRun faulty = echo();
    assertThat(faulty.exit()).isEqualTo(2);
    assertThat(faulty.err()).contains("morph.toml:1").doesNotContain("\tat ");
  }

  @Test
  void aProjectStopsNobody() throws IOException {
    project("[[[[", "store = \"evil.db\"");
    CliRun run = echo();
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo("{\"a\":1}\n");
    assertThat(run.err()).startsWith("warning: passed over: ").hasLineCount(1);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      many.append("k").append(i).append(" = 1\n");
    }
    project(many.toString());
    assertThat(echo().err()).hasLineCount(6).contains("45 more");
  }

  @Test
  void resultsAreLaidOutAsConfigured() throws IOException {
    assertThat(echo().out()).isEqualTo("{\"a\":1}\n");
    project("output.layout = \"pretty\"");
    assertThat(echo().out()).isEqualTo("{\n  \"a\": 1\n}\n");
    assertThat(echo("--json").out()).hasLineCount(1);
  }

  @Test
  void secretsAreInTheConfiguredStoreUnderTheConfiguredKey() {
    home.configure(
        "store = \"" + folder.resolve("own/other.db") + "\"",
        "vault.key_file = \"" + folder.resolve("master.key") + "\"");
    CliRun run = CliRun.with("value", "vault", "set", "jira", "token");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(folder.resolve("own/other.db")).exists();
    assertThat(folder.resolve("master.key")).exists();
    assertThat(OwnHome.FOLDER.resolve("store.db")).doesNotExist();
    assertThat(OwnHome.FOLDER.resolve("vault.key")).doesNotExist();
    assertThat(CliRun.of("vault", "list").out()).contains("jira");
    assertThat(CliRun.of("store", "info").out()).contains("other.db");
  }

  @Test
  void withoutFilesTheReaderOfTomlIsNotLoaded() throws Exception {
    Shell shell = new Shell(folder.resolve("tools"));
    String script =
        "JAVA_TOOL_OPTIONS=-Xlog:class+load:file=classes.txt MORPH_HOME=%s morph %s >/dev/null 2>&1";
    String run = "run " + echo + " run '{}'";
    Path classes = folder.resolve("classes.txt");
    assertThat(shell.run(folder, script.formatted(folder.resolve("home"), run))).isEmpty();
    assertThat(Files.readString(classes))
        .contains("dev.morph.host.config.MorphConfig ")
        .doesNotContain("org.tomlj", "org.antlr", "dev.morph.host.config.TomlReader ");
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(folder.resolve("home/morph.toml"), "engine = \"compiled\"\n");
    assertThat(shell.run(folder, script.formatted(folder.resolve("home"), run))).isEmpty();
    assertThat(Files.readString(classes)).contains("org.tomlj");
  }

  @Test
  void commandsThatNeedNoStoreLoadNone() throws Exception {
    Shell shell = new Shell(folder.resolve("tools"));
    for (String command : List.of("version", "config show", "run " + echo + " run '{}'")) {
      String unused =
          shell.run(
              folder,
              "JAVA_TOOL_OPTIONS=-Xlog:class+load:file=classes.txt morph %s >/dev/null 2>&1"
                  .formatted(command));
      assertThat(Files.readString(folder.resolve("classes.txt")))
          .as(command)
          .contains("dev.morph.cli.Cli ")
          .doesNotContain("org.jdbi.", "org.sqlite.", "org.flywaydb.", "dev.morph.storage.Store ");
    }
  }
}
