package dev.morph.cli.morphir;

import dev.morph.cli.VersionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code morphir} without a command. */
@Command(
    name = "morphir",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.MorphirProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Reads, migrates, evaluates and compiles the Morphir IR.",
    footer = {
      "",
      "Examples:",
      "  morphir migrate morphir-ir.json morphir-ir-v4.json",
      "  morphir generate morphir-ir.json -t json-schema -o schemas",
      "",
      "Exit codes: 0 ok, 1 it failed, 2 the arguments cannot be understood, 70 a fault of Morph."
    })
final class MorphirCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set before run
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give a command, as migrate or eval");
  }
}
