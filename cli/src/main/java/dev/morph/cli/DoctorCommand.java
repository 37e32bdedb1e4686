package dev.morph.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code morph doctor}: whether all is well here, and what to do where it is not. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    description = {
      "Looks at the configuration, the engine, the compile cache, the clock, the store, the keys and"
          + " secrets of the vault, and each installed extension, and says what to do where"
          + " something is wrong. Nothing is changed.",
      "Exit code 0 if nothing has failed, else 6."
    },
    footer = {"", "Example:", "  morph doctor --json"})
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json", description = "Prints one JSON document.")
  private boolean json;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return new Doctor(terminal, json).run();
  }
}
