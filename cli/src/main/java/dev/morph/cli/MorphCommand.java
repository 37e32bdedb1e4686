package dev.morph.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code morph} without a command. */
@Command(
    name = "morph",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs sandboxed WebAssembly extensions.",
    footer = {
      "",
      "Example:",
      "  morph run greeter.wasm greet -p name=Ada",
      "",
      "Exit codes: 0 ok, 1 the action answered an error, 2 usage or file, 3 denied, 4 limit,",
      "5 guest, 6 environment, 70 a fault of Morph itself."
    })
final class MorphCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set before run
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give a command, as run or inspect");
  }
}
