package dev.morph.cli.morphir;

import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.cli.Table;
import dev.morph.cli.Terminal;
import dev.morph.cli.VersionCommand;
import dev.morph.ir.inspect.IrStatistics;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morphir stats}: how much of what a document has. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.MorphirProvider.class,
    description = "Counts what a document of the IR has: modules, types, values, nodes.",
    footer = {"", "Example:", "  morphir stats morphir-ir.json --json"})
final class StatsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FILE", description = "A document of the IR, v1 to v4.")
  private String in = "";

  @Option(names = "--json", description = "Prints one JSON document.")
  private boolean json;

  StatsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    JsonObject counts = IrStatistics.of(IrInput.distribution(terminal, in).distribution()).toJson();
    if (json) {
      terminal.document(counts);
      return 0;
    }
    var table = new Table("WHAT", "COUNT");
    rows(table, "", counts);
    table.print(terminal);
    return 0;
  }

  private static void rows(Table table, String prefix, JsonObject counts) {
    counts
        .members()
        .forEach((name, value) -> {
          String label = prefix + name.replace('_', ' ');
          if (value instanceof JsonNumber(String text)) {
            table.row(label, text);
          } else if (value instanceof JsonObject object) {
            rows(table, label + ": ", object);
          }
        });
  }
}
