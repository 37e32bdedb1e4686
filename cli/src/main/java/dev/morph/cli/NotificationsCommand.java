package dev.morph.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code morph notifications}: what extensions said. Names no class of the store, so that other
 * commands load none.
 */
@Command(
    name = "notifications",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    synopsisSubcommandLabel = "list|read",
    description = "Shows the notifications of the store.",
    footer = {"", "Example:", "  morph notifications list --unread"})
final class NotificationsCommand implements Runnable {
  private static final String JSON = "Prints one JSON document.";

  private final Terminal terminal;

  @Spec
  @SuppressWarnings("NullAway.Init") // set before run
  private CommandSpec spec;

  NotificationsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give a command, list or read");
  }

  /** {@code morph notifications list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists notifications, the newest first.",
      footer = {"", "Example:", "  morph notifications list --owner ada --json"})
  int list(
      @Option(names = "--unread", description = "Only those that nobody has read.") boolean unread,
      @Mixin PageMixin page,
      @Mixin OwnerMixin owner,
      @Option(names = "--json", description = JSON) boolean json) {
    return new NotificationsActions(terminal, json).list(unread, page, owner);
  }

  /** {@code morph notifications read}. */
  @Command(
      name = "read",
      mixinStandardHelpOptions = true,
      description = "Shows one notification with its text, and marks it as read.",
      footer = {"", "Example:", "  morph notifications read 0199c1a2-7b3c-7def-8a01-23456789abcd"})
  int read(
      @Parameters(paramLabel = "ID", description = "The notification, as list shows it.") String id,
      @Mixin OwnerMixin owner,
      @Option(names = "--json", description = JSON) boolean json) {
    return new NotificationsActions(terminal, json).read(id, owner);
  }
}
