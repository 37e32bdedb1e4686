package dev.morph.cli.morphir;

import dev.morph.cli.Terminal;
import dev.morph.cli.VersionCommand;
import dev.morph.ir.inspect.IrDiff;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morphir diff}: what differs between two models. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.MorphirProvider.class,
    description = {
      "Says what differs between the models of two documents, of any versions.",
      "Spelling, order and inferred types make no difference. Exits with 0 if the models are the"
          + " same, with 1 if not."
    },
    footer = {"", "Example:", "  morphir diff before.json after.json"})
final class DiffCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "A", description = "A document of the IR, v1 to v4.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  private String second = "";

  @Option(names = "--json", description = "Prints one JSON document.")
  private boolean json;

  DiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    IrInput.requireOneStandard(first, second);
    IrDiff diff =
        IrDiff.of(
            IrInput.distribution(terminal, first).distribution(),
            IrInput.distribution(terminal, second).distribution());
    if (json) {
      terminal.document(diff.toJson());
    } else {
      diff.changes().forEach(one -> terminal.out().println(line(one)));
    }
    return diff.changes().isEmpty() ? 0 : 1;
  }

  /** As {@code + value acme:shop#total}, and {@code ~ ... (type, body)}. */
  private static String line(IrDiff.Change change) {
    String sign =
        switch (change.action()) {
          case ADDED -> "+ ";
          case REMOVED -> "- ";
          case CHANGED -> "~ ";
        };
    String parts =
        change.parts().isEmpty()
            ? ""
            : " ("
                + String.join(", ", change.parts().stream().map(DiffCommand::word).toList())
                + ")";
    return sign + word(change.kind()) + " " + change.name() + parts;
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
