package dev.morph.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code morph store}: the store as a whole. Names no class of the store, so that other commands
 * load none.
 */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    synopsisSubcommandLabel = "info|backup|restore|migrate",
    description =
        "Shows, backs up, restores and moves what Morph keeps between calls. The store is that of"
            + " the configuration (morph config show). See docs/reference/store.md.",
    footer = {"", "Example:", "  morph store backup morph-backup.zip"})
final class StoreCommand implements Runnable {
  private static final String JSON = "Prints one JSON document.";

  private final Terminal terminal;

  @Spec
  @SuppressWarnings("NullAway.Init") // set before run
  private CommandSpec spec;

  StoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "give a command, as info, backup, restore or migrate");
  }

  /** {@code morph store info}. */
  @Command(
      name = "info",
      mixinStandardHelpOptions = true,
      description = "Says where the store is and how many rows each table has.",
      footer = {"", "Example:", "  morph store info --json"})
  int info(@Option(names = "--json", description = JSON) boolean json) {
    return new StoreActions(terminal, json).info();
  }

  /** {@code morph store backup}. */
  @Command(
      name = "backup",
      mixinStandardHelpOptions = true,
      description = {
        "Writes the whole store into a file, with the binaries of what is installed, as it is at one"
            + " moment; others may go on writing. The file is replaced if it is there.",
        "Secrets are in it encrypted, and the master key is not: keep that too"
            + " (docs/reference/vault.md)."
      },
      footer = {"", "Example:", "  morph store backup morph-backup.zip"})
  int backup(
      @Parameters(paramLabel = "FILE", description = "The file to write.") Path file,
      @Option(names = "--json", description = JSON) boolean json) {
    return new StoreActions(terminal, json).backup(file);
  }

  /** {@code morph store restore}. */
  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description =
          "Reads a backup into the store, which must have no rows: a store that is in use is never"
              + " overwritten. What fails leaves it as it was.",
      footer = {
        "",
        "Example:",
        "  MORPH_STORE=restored/store.db morph store restore morph-backup.zip"
      })
  int restore(
      @Parameters(paramLabel = "FILE", description = "A file that backup wrote.") Path file,
      @Option(names = "--json", description = JSON) boolean json) {
    return new StoreActions(terminal, json).restore(file);
  }

  /** {@code morph store migrate}. */
  @Command(
      name = "migrate",
      mixinStandardHelpOptions = true,
      description =
          "Copies the store into another of either kind, which must have no rows. The first stays as"
              + " it is; the configuration has to name the new one then.",
      footer = {
        "",
        "Example:",
        "  morph store migrate --to postgresql://morph@db.example/morph",
        "A password may be left out of the address and stand in the file .pgpass of the home."
      })
  int migrate(
      @Option(
              names = "--to",
              required = true,
              paramLabel = "URL|PATH",
              description = "A PostgreSQL address, or the path of a SQLite file.")
          String to,
      @Option(names = "--json", description = JSON) boolean json) {
    return new StoreActions(terminal, json).migrate(to);
  }
}
