package dev.morph.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code morph completion}: a script for bash and zsh. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    description = "Prints a completion script for bash and zsh.",
    footer = {"", "Example:", "  source <(morph completion)"})
final class CompletionCommand implements Callable<Integer> {
  private final Terminal terminal;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(AutoComplete.bash("morph", Cli.commandLine(terminal)));
    return 0;
  }
}
