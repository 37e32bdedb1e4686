package dev.morph.cli;

import dev.morph.base.json.JsonObject;
import dev.morph.host.Morph;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** {@code morph version}. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    description = "Prints the version of Morph and of the contract that it speaks.",
    footer = {"", "Example:", "  morph version --json"})
public final class VersionCommand implements Callable<Integer> {
  private static final String CONTRACT = Morph.CONTRACT_VERSION;

  private final Terminal terminal;

  @Option(names = "--json", description = "Prints one JSON document.")
  private boolean json;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (json) {
      terminal.document(
          JsonObject.builder().put("version", version()).put("contract", CONTRACT).build());
    } else {
      terminal.out().println("morph " + version() + " (contract " + CONTRACT + ")");
    }
    return 0;
  }

  /** The version of this build. */
  static String version() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** For {@code --version}. */
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"morph " + version() + " (contract " + CONTRACT + ")"};
    }
  }

  /** For {@code --version} of {@code morphir}. */
  public static final class MorphirProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"morphir " + version()};
    }
  }
}
