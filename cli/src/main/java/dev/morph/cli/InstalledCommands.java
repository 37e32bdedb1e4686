package dev.morph.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code morph list}, {@code info}, {@code enable}, {@code disable} and {@code remove}. Names no
 * class of the store, so that other commands load none.
 */
final class InstalledCommands {
  private static final String JSON = "Prints one JSON document.";
  private static final String ID = "The extension's id, as `morph list` shows it.";

  private InstalledCommands() {}

  /** {@code morph list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      versionProvider = VersionCommand.Provider.class,
      description = "Lists the installed extensions, and whether they run.",
      footer = {"", "Example:", "  morph list --json"})
  static final class ListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--json", description = JSON)
    private boolean json;

    ListCommand(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      return new InstallActions(terminal, json).list();
    }
  }

  /** {@code morph info}. */
  @Command(
      name = "info",
      mixinStandardHelpOptions = true,
      versionProvider = VersionCommand.Provider.class,
      description = {
        "Shows an installed extension: its versions, what it was granted and may do.",
        "Of a file it shows what the file asks for, and the digest by which that is approved"
            + " (`morph install FILE --approve DIGEST`). Nothing is installed."
      },
      footer = {"", "Examples:", "  morph info task-creator", "  morph info task-creator.wasm"})
  static final class InfoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE|ID", description = "A .wasm file, or an id.")
    private String target = "";

    @Option(
        names = "--manifest",
        paramLabel = "FILE",
        description = "Reads the manifest of a file from this one (JSON or YAML).")
    private @Nullable Path manifest;

    @Option(
        names = "--limit",
        paramLabel = "NAME=VALUE",
        description = "Sets a limit of compiling a file, as compile-memory=4GiB.")
    private List<String> limits = new ArrayList<>();

    @Option(names = "--json", description = JSON)
    private boolean json;

    InfoCommand(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      return new InstallActions(terminal, json).info(target, manifest, limits);
    }
  }

  /** {@code morph enable}. */
  @Command(
      name = "enable",
      mixinStandardHelpOptions = true,
      versionProvider = VersionCommand.Provider.class,
      description = "Lets an installed extension run again.",
      footer = {"", "Example:", "  morph enable jira"})
  static final class EnableCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "ID", description = ID)
    private String id = "";

    @Option(names = "--json", description = JSON)
    private boolean json;

    EnableCommand(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      return new InstallActions(terminal, json).enable(id, true);
    }
  }

  /** {@code morph disable}. */
  @Command(
      name = "disable",
      mixinStandardHelpOptions = true,
      versionProvider = VersionCommand.Provider.class,
      description =
          "Keeps an installed extension from running; it keeps its grants. Events that wait for it"
              + " are dropped.",
      footer = {"", "Example:", "  morph disable jira"})
  static final class DisableCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "ID", description = ID)
    private String id = "";

    @Option(names = "--json", description = JSON)
    private boolean json;

    DisableCommand(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      return new InstallActions(terminal, json).enable(id, false);
    }
  }

  /** {@code morph remove}. */
  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      versionProvider = VersionCommand.Provider.class,
      description =
          "Removes an installed extension with its versions and grants. Its secrets and its audit"
              + " rows stay (`morph vault list`, `morph audit list`).",
      footer = {"", "Example:", "  morph remove jira"})
  static final class RemoveCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "ID", description = ID)
    private String id = "";

    @Option(names = "--json", description = JSON)
    private boolean json;

    RemoveCommand(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      return new InstallActions(terminal, json).remove(id);
    }
  }
}
