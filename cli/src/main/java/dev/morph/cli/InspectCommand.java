package dev.morph.cli;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.host.Morph;
import dev.morph.runtime.policy.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morph inspect}: what a file is, without running it. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    description =
        "Says what a file is without running it: ABI, contracts, imports and the permissions that"
            + " they need, exports, sizes, features, sections.",
    footer = {"", "Example:", "  morph inspect greeter.wasm --json"})
final class InspectCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FILE", description = "A .wasm file.")
  private Path file = Path.of("");

  @Option(
      names = "--limit",
      paramLabel = "NAME=VALUE",
      description = "Sets a limit of compiling it, as compile-memory=4GiB.")
  private List<String> limits = new ArrayList<>();

  @Option(names = "--json", description = "Prints one JSON document.")
  private boolean json;

  InspectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Limits own = terminal.configuration().get().limits();
    for (String limit : limits) {
      own = own.parse(limit);
    }
    try (Morph morph = Morph.builder().limits(own).build()) {
      JsonObject inspection = morph.inspect(file).json();
      if (json) {
        terminal.document(inspection);
      } else {
        inspection.members().forEach(this::print);
      }
      return 0;
    }
  }

  private void print(String name, JsonValue value) {
    String label = (name.replace('_', ' ') + ":" + " ".repeat(24)).substring(0, 24);
    if (value instanceof JsonArray array && !array.items().isEmpty()) {
      for (int i = 0; i < array.items().size(); i++) {
        terminal.out().println((i == 0 ? label : " ".repeat(24)) + shown(array.items().get(i)));
      }
    } else {
      terminal.out().println(label + shown(value));
    }
  }

  private static String shown(JsonValue value) {
    return switch (value) {
      case JsonString string -> string.value();
      case JsonNumber number -> number.text();
      case JsonNull none -> "none";
      case JsonArray array -> "none";
      case JsonObject object ->
          String.join(" ", object.members().values().stream().map(InspectCommand::shown).toList());
      default -> dev.morph.base.json.Json.write(value);
    };
  }
}
