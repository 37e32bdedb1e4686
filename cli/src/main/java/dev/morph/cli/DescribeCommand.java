package dev.morph.cli;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.host.Extension;
import dev.morph.host.Morph;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morph describe}: what an extension says of itself. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    description = "Prints what an extension says of itself: name, version, actions, events.",
    footer = {"", "Example:", "  morph describe greeter.wasm"})
final class DescribeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FILE", description = "The extension's .wasm file.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Prints the JSON in one line, and errors as JSON.")
  private boolean json;

  @Mixin private LoadOptionsMixin load = new LoadOptionsMixin();

  DescribeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Morph morph = load.open(List.of(), terminal);
        Extension extension = morph.load(file, load.options(List.of()))) {
      JsonObject description = extension.describe();
      terminal.out().println(json ? Json.write(description) : Json.writePretty(description));
      return 0;
    }
  }
}
