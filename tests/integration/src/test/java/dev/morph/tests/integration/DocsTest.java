package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.testkit.NotRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What documents show is what happens. */
class DocsTest {
  private static final Path ROOT = BuiltGuests.root().toAbsolutePath().normalize();
  private static final Path GUIDES = ROOT.resolve("docs/guides");
  private static final Path CLI = ROOT.resolve("docs/reference/cli.md");

  @TempDir Path folder;

  static Stream<ShownCommand> inTheRepository() {
    return Stream.of(
            ROOT.resolve("README.md"), CLI, GUIDES.resolve("java.md"), GUIDES.resolve("morphir.md"))
        .flatMap(file -> {
          List<ShownCommand> commands = ShownCommand.of(file);
          assertThat(commands).as("commands with output in " + file).isNotEmpty();
          return commands.stream();
        });
  }

  @ParameterizedTest
  @MethodSource("inTheRepository")
  void commandPrintsWhatItsDocumentShows(ShownCommand command) throws Exception {
    assertPrints(command, new Shell(folder), ROOT);
  }

  private static void assertPrints(ShownCommand command, Shell shell, Path where)
      throws IOException, InterruptedException {
    String pattern =
        command.output().stream()
            .map(line -> line.equals("...") ? "(?s:.*)" : Pattern.quote(line) + "\n")
            .collect(Collectors.joining());
    assertThat(shell.run(where, command.script())).as(command.place()).matches(pattern);
  }

  @Test
  void guideToInstallingDoesWhatItShows() throws Exception {
    BuiltGuests.greeter();
    Shell shell = new Shell(folder.resolve("tools"));
    List<ShownCommand> commands = ShownCommand.of(GUIDES.resolve("installing.md"));
    assertThat(commands).hasSize(3);
    for (ShownCommand command : commands) {
      String script = "export MORPH_HOME='" + folder.resolve("home") + "'\n" + command.script();
      assertPrints(new ShownCommand(command.place(), script, command.output()), shell, ROOT);
    }
  }

  @Test
  void exampleOfTwoContractsDoesWhatItShows() throws Exception {
    BuiltGuests.overview();
    Shell shell = new Shell(folder.resolve("tools"));
    Path readme = ROOT.resolve("examples/overview/README.md");
    List<ShownCommand> commands = ShownCommand.of(readme);
    assertThat(commands).hasSize(4);
    for (ShownCommand command : commands) {
      String script = "export MORPH_HOME='" + folder.resolve("home") + "'\n" + command.script();
      assertPrints(new ShownCommand(command.place(), script, command.output()), shell, ROOT);
    }
  }

  @Test
  void guideForCLeadsFromAnEmptyFolderToARunningExtension() throws Exception {
    Shell shell = new Shell(folder.resolve("tools"));
    if (!shell.has("clang") || !shell.has("wasm-ld")) {
      throw NotRun.because("the guide for C", "install clang and lld");
    }
    Path guide = GUIDES.resolve("c.md");
    Path project = Files.createDirectories(folder.resolve("greeter"));
    Files.copy(ROOT.resolve("extensions/c/morph.h"), project.resolve("morph.h"));
    List<String> sources =
        ShownCommand.blocks(guide).stream()
            .filter(block -> block.language().equals("c"))
            .map(ShownCommand.Block::text)
            .toList();
    assertThat(sources).hasSize(2);
    Files.writeString(project.resolve("greeter.c"), sources.getFirst());
    List<ShownCommand> commands = ShownCommand.of(guide);
    assertThat(commands).hasSize(1);
    assertPrints(commands.getFirst(), shell, project);

    // the call of the host, made a part of the same extension
    Files.writeString(
        project.resolve("greeter.c"),
        sources.getFirst()
            + sources.get(1)
            + "MORPH_EXPORT(\"asked\") u64 asked(void) { return ask(SLICE(\"{}\")); }\n");
    assertThat(shell.run(project, commands.getFirst().script().replace("-Wall", "-Wall -Werror")))
        .isEqualTo(String.join("\n", commands.getFirst().output()) + "\n");
  }

  @Test
  void guideForRustLeadsFromAnEmptyFolderToATestedExtension() throws Exception {
    BuiltGuests.extension("echo-rust"); // shows that cargo, the target and the crates are there
    Path guide = GUIDES.resolve("rust.md");
    Path project = Files.createDirectories(folder.resolve("greeter"));
    Files.createSymbolicLink(folder.resolve("morph"), ROOT);
    // the crates that the guests of this build needed are compiled there
    Files.createSymbolicLink(project.resolve("target"), ROOT.resolve("extensions/target/cargo"));
    Files.copy(ROOT.resolve("extensions/Cargo.lock"), project.resolve("Cargo.lock"));
    List<String> tomls = blocks(guide, "toml");
    List<String> sources = blocks(guide, "rust");
    assertThat(tomls).hasSize(2);
    assertThat(sources).hasSize(2);
    Files.writeString(project.resolve("Cargo.toml"), tomls.get(0));
    Files.createDirectories(project.resolve(".cargo"));
    Files.writeString(
        project.resolve(".cargo/config.toml"), tomls.get(1) + "[net]\noffline = true\n");
    Files.createDirectories(project.resolve("src"));
    Files.writeString(project.resolve("src/lib.rs"), sources.get(0) + sources.get(1));

    Shell shell = new Shell(folder.resolve("tools"));
    List<ShownCommand> commands = ShownCommand.of(guide);
    assertThat(commands).hasSize(2);
    for (ShownCommand command : commands) {
      String script = command.script().replace("cargo build ", "cargo build --quiet ");
      assertPrints(new ShownCommand(command.place(), script, command.output()), shell, project);
    }
    String tested = "CARGO_TARGET_DIR='" + ROOT.resolve("extensions/target/sdk") + "' cargo test";
    assertThat(shell.run(project, tested + " --quiet")).contains("1 passed");
    // links, so that what they lead to is not taken for a part of the folder
    Files.delete(project.resolve("target"));
    Files.delete(folder.resolve("morph"));
  }

  private static List<String> blocks(Path guide, String language) {
    return ShownCommand.blocks(guide).stream()
        .filter(block -> block.language().equals(language))
        .map(ShownCommand.Block::text)
        .toList();
  }

  @Test
  void optionsOfTheMorphirReferenceAreThoseOfItsCommands() throws IOException {
    Set<String> documented =
        options(Files.readString(ROOT.resolve("docs/reference/morphir-cli.md")));
    Set<String> real = new TreeSet<>();
    for (String command :
        List.of(
            "migrate",
            "eval",
            "test",
            "generate",
            "compile",
            "validate",
            "inspect",
            "stats",
            "diff",
            "mck-adapter")) {
      real.addAll(options(MorphirRun.of(command, "--help").out()));
    }
    documented.removeAll(Set.of("--help"));
    real.removeAll(Set.of("--help", "--version"));
    assertThat(documented).isEqualTo(real);
  }

  @Test
  void optionsOfTheReferenceAreThoseOfTheCommands() throws IOException {
    Set<String> documented = options(Files.readString(CLI));
    Set<String> real = new TreeSet<>();
    for (String command :
        List.of(
            "run",
            "describe",
            "inspect",
            "version",
            "completion",
            "cache stat",
            "cache clear",
            "vault set",
            "vault list",
            "vault delete",
            "vault rotate",
            "install",
            "list",
            "info",
            "enable",
            "disable",
            "remove",
            "grants list",
            "grants show",
            "grants diff",
            "grants revoke",
            "doctor",
            "config show",
            "config path",
            "store info",
            "store backup",
            "store restore",
            "store migrate",
            "audit list",
            "audit verify",
            "audit export",
            "audit anchor",
            "tasks list",
            "tasks show",
            "notifications list",
            "notifications read")) {
      real.addAll(options(CliRun.of((command + " --help").split(" ", -1)).out()));
    }
    real.removeAll(Set.of("--help", "--version", "--param"));
    documented.remove("--help");
    assertThat(documented).isEqualTo(real);
  }

  private static Set<String> options(String text) {
    Set<String> options = new TreeSet<>();
    Matcher found = Pattern.compile("(?<![-\\w])--[a-z][a-z-]*").matcher(text);
    while (found.find()) {
      options.add(found.group());
    }
    return options;
  }

  @Test
  void linksBetweenDocumentsLeadToFiles() throws IOException {
    Pattern link = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    int links = 0;
    try (Stream<Path> files = documents()) {
      for (Path file : files.toList()) {
        Matcher found = link.matcher(Files.readString(file));
        while (found.find()) {
          if (!found.group(1).contains("://")) {
            assertThat(file.resolveSibling(found.group(1)))
                .as("a link of " + ROOT.relativize(file))
                .exists();
            links++;
          }
        }
      }
    }
    assertThat(links).isGreaterThan(20);
  }

  private static Stream<Path> documents() throws IOException {
    return Stream.concat(
        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/overview/README.md")
            .map(ROOT::resolve),
        Files.walk(ROOT.resolve("docs")).filter(file -> file.toString().endsWith(".md")));
  }
}
