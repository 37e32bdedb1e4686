package dev.morph.cli.morphir;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.cli.Terminal;
import dev.morph.cli.VersionCommand;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.Severity;
import dev.morph.ir.types.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morphir validate}: what is wrong with a document. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.MorphirProvider.class,
    description =
        "Says all that is wrong with a document of the IR: of its form, and of what its names"
            + " mean.",
    footer = {"", "Example:", "  morphir validate morphir-ir.json"})
final class ValidateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FILE", description = "A document of the IR, v1 to v4.")
  private String in = "";

  @Option(names = "--json", description = "Prints one JSON document.")
  private boolean json;

  ValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    IrInput.Document document;
    try {
      document = IrInput.distribution(terminal, in);
    } catch (IrException unreadable) {
      return unreadable(unreadable);
    }
    List<Diagnostic> found = Validation.check(document.distribution());
    DiagnosticsPrinter.print(terminal, IrInput.shown(in), DiagnosticsPrinter.json(found));
    long errors = found.stream().filter(one -> one.severity() == Severity.ERROR).count();
    if (json) {
      List<JsonValue> all = new ArrayList<>();
      document.warnings().forEach(one -> all.add(one.toJson()));
      found.forEach(one -> all.add(one.toJson()));
      terminal.document(
          JsonObject.builder()
              .put("valid", errors == 0)
              .put("version", "v" + document.version().major())
              .put("diagnostics", new JsonArray(all))
              .build());
    } else if (errors == 0) {
      terminal.out().println(IrInput.shown(in) + " is valid, v" + document.version().major());
    } else {
      terminal.note(IrInput.shown(in) + " has " + IrInput.counted((int) errors));
    }
    return errors == 0 ? 0 : 1;
  }

  /** That a document cannot be read is an answer too. */
  private int unreadable(IrException wrong) {
    if (!json || wrong.diagnostics().isEmpty()) {
      throw wrong;
    }
    terminal.document(
        JsonObject.builder()
            .put("valid", false)
            .put("diagnostics", new JsonArray(List.copyOf(wrong.diagnostics())))
            .build());
    return 1;
  }
}
