package dev.morph.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code morph audit}: the log of executions. Names no class of the store, so that other commands
 * load none.
 */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    synopsisSubcommandLabel = "list|verify|export|anchor",
    description =
        "Shows and checks the log of executions: one row for each, chained by hashes. See"
            + " docs/reference/audit.md.",
    footer = {"", "Example:", "  morph audit list --result denied --since 7d"})
final class AuditCommand implements Runnable {
  private static final String JSON = "Prints one JSON document.";

  private final Terminal terminal;

  @Spec
  @SuppressWarnings("NullAway.Init") // set before run
  private CommandSpec spec;

  AuditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "give a command, as list, verify, export or anchor");
  }

  /** Which rows are listed. */
  static final class Filter {
    @Option(names = "--extension", paramLabel = "ID", description = "Those of this extension.")
    @Nullable String extension;

    @Option(names = "--user", paramLabel = "ID", description = "Those of this user.")
    @Nullable String user;

    @Option(
        names = "--result",
        paramLabel = "RESULT",
        description = "Those that ended so: ok, error, denied, limit or trap.")
    @Nullable String result;

    @Option(names = "--since", paramLabel = "TIME", description = "Not before " + Moment.ACCEPTED)
    @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before " + Moment.ACCEPTED)
    @Nullable String until;
  }

  /** {@code morph audit list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists executions, the latest first.",
      footer = {
        "",
        "Examples:",
        "  morph audit list --extension jira --since 1h",
        "  morph audit list --result denied --since 2026-05-01T00:00:00Z --limit 200 --json"
      })
  int list(
      @Mixin Filter filter,
      @Mixin PageMixin page,
      @Option(names = "--json", description = JSON) boolean json) {
    return new AuditActions(terminal, json).list(filter, page);
  }

  /** {@code morph audit verify}. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description =
          "Checks every chain from its first row to its last, and names the first row of each that is"
              + " not as it was written. Rows taken from a chain's end, and chains that were written"
              + " anew, are seen against anchors alone.",
      footer = {"", "Example:", "  morph audit verify --anchors anchors.json"})
  int verify(
      @Option(
              names = "--anchors",
              paramLabel = "FILE",
              description = "The heads of an earlier time, as anchor wrote them.")
          @Nullable Path anchors,
      @Option(names = "--json", description = JSON) boolean json) {
    return new AuditActions(terminal, json).verify(anchors);
  }

  /** {@code morph audit export}. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description =
          "Writes all rows as lines of JSON, by chain and place; they can be checked without Morph.",
      footer = {
        "",
        "Examples:",
        "  morph audit export audit.jsonl",
        "  morph audit export - | jq .action"
      })
  int export(
      @Parameters(paramLabel = "FILE|-", description = "The file, or - for standard output.")
          String file,
      @Option(names = "--json", description = "Prints one JSON document about the file.")
          boolean json) {
    return new AuditActions(terminal, json).export(file);
  }

  /** {@code morph audit anchor}. */
  @Command(
      name = "anchor",
      mixinStandardHelpOptions = true,
      description =
          "Writes the heads of all chains into a file. Keep it where who can write into the store"
              + " cannot.",
      footer = {"", "Example:", "  morph audit anchor /mnt/safe/anchors.json"})
  int anchor(
      @Parameters(paramLabel = "FILE", description = "Replaced if it is there.") Path file,
      @Option(names = "--json", description = JSON) boolean json) {
    return new AuditActions(terminal, json).anchor(file);
  }
}
