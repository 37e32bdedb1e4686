package dev.morph.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code morph tasks}: what extensions created. Names no class of the store, so that other commands
 * load none.
 */
@Command(
    name = "tasks",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    synopsisSubcommandLabel = "list|show",
    description = "Shows the tasks of the store.",
    footer = {"", "Example:", "  morph tasks list --status open"})
final class TasksCommand implements Runnable {
  private static final String JSON = "Prints one JSON document.";

  private final Terminal terminal;

  @Spec
  @SuppressWarnings("NullAway.Init") // set before run
  private CommandSpec spec;

  TasksCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give a command, list or show");
  }

  /** Which tasks are listed. */
  static final class Filter {
    @Option(
        names = "--status",
        paramLabel = "STATUS",
        description = "Those that are open, in-progress, done or cancelled.")
    @Nullable String status;

    @Option(names = "--label", paramLabel = "LABEL", description = "Those with this label.")
    @Nullable String label;

    @Option(
        names = "--text",
        paramLabel = "WORDS",
        description = "Those that have all these words in title or description.")
    @Nullable String text;
  }

  /** {@code morph tasks list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists tasks, the newest first.",
      footer = {"", "Example:", "  morph tasks list --owner ada --label urgent --json"})
  int list(
      @Mixin Filter filter,
      @Mixin PageMixin page,
      @Mixin OwnerMixin owner,
      @Option(names = "--json", description = JSON) boolean json) {
    return new TasksActions(terminal, json).list(filter, page, owner);
  }

  /** {@code morph tasks show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one task with all it has.",
      footer = {"", "Example:", "  morph tasks show 0199c1a2-7b3c-7def-8a01-23456789abcd"})
  int show(
      @Parameters(paramLabel = "ID", description = "The task, as list shows it.") String id,
      @Mixin OwnerMixin owner,
      @Option(names = "--json", description = JSON) boolean json) {
    return new TasksActions(terminal, json).show(id, owner);
  }
}
