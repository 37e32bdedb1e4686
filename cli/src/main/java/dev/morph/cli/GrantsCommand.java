package dev.morph.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code morph grants}: what was approved. Names no class of the store, so that other commands load
 * none.
 */
@Command(
    name = "grants",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    synopsisSubcommandLabel = "list|show|diff|revoke",
    description =
        "Shows what installed extensions were granted, each for exactly one file, and takes it"
            + " back. Something is granted by `morph install` alone.",
    footer = {"", "Example:", "  morph grants show jira"})
final class GrantsCommand implements Runnable {
  private static final String JSON = "Prints one JSON document.";

  private final Terminal terminal;

  @Spec
  @SuppressWarnings("NullAway.Init") // set before run
  private CommandSpec spec;

  GrantsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "give a command, as list, show, diff or revoke");
  }

  /** {@code morph grants list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists all grants, the ended ones too.",
      footer = {"", "Example:", "  morph grants list jira --json"})
  int list(
      @Parameters(
              paramLabel = "ID",
              arity = "0..1",
              description = "Those of this extension (default: of all that are installed).")
          @Nullable String id,
      @Option(names = "--json", description = JSON) boolean json) {
    return new GrantActions(terminal, json).list(id);
  }

  /** {@code morph grants show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows what an extension may do now, and who approved it.",
      footer = {"", "Example:", "  morph grants show jira"})
  int show(
      @Parameters(paramLabel = "ID", description = "The extension's id.") String id,
      @Option(names = "--json", description = JSON) boolean json) {
    return new GrantActions(terminal, json).show(id);
  }

  /** {@code morph grants diff}. */
  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = "Shows how what another file asks for differs from what is granted now.",
      footer = {"", "Example:", "  morph grants diff jira jira-2.0.0.wasm"})
  int diff(
      @Parameters(paramLabel = "ID", description = "The extension's id.") String id,
      @Parameters(paramLabel = "FILE", description = "The other .wasm file.") Path file,
      @Option(
              names = "--manifest",
              paramLabel = "FILE",
              description = "Reads the file's manifest from this one (JSON or YAML).")
          @Nullable Path manifest,
      @Option(names = "--json", description = JSON) boolean json) {
    return new GrantActions(terminal, json).diff(id, file, manifest);
  }

  /** {@code morph grants revoke}. */
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Ends all grants of an extension: it does not run until it is installed again.",
      footer = {"", "Example:", "  morph grants revoke jira"})
  int revoke(
      @Parameters(paramLabel = "ID", description = "The extension's id.") String id,
      @Option(names = "--json", description = JSON) boolean json) {
    return new GrantActions(terminal, json).revoke(id);
  }
}
