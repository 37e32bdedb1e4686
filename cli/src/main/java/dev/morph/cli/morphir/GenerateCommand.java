package dev.morph.cli.morphir;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.builtins.BuiltinExtension;
import dev.morph.builtins.BuiltinRegistry;
import dev.morph.builtins.IrMessage;
import dev.morph.cli.Terminal;
import dev.morph.cli.VersionCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morphir generate}: files of a document of the IR. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.MorphirProvider.class,
    description = "Generates files of a document of the IR.",
    footer = {
      "",
      "Examples:",
      "  morphir generate morphir-ir.json -t json-schema -o schemas",
      "  morphir generate morphir-ir.json -t java -o src --option package=com.example",
      "  morphir generate morphir-ir.json -t overview.wasm -o docs"
    })
final class GenerateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "IR", description = "A document of the IR, v1 to v4.")
  private String in = "";

  @Option(
      names = {"-t", "--target"},
      required = true,
      paramLabel = "TARGET",
      description =
          "json-schema, typescript, java; a guest as FILE.wasm; what is installed as ext:ID.")
  private String target = "";

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "The folder to write to; files of the same names are replaced.")
  private Path output = Path.of("");

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "An option of the target. See docs/reference/generators.md.")
  private List<String> options = new ArrayList<>();

  @Option(
      names = "--input-format",
      paramLabel = "json|cbor",
      description = "What IR is written in. By default as it looks.")
  private InputFormat inputFormat = InputFormat.AUTO;

  @Option(names = "--json", description = "Prints what was written as one JSON document.")
  private boolean json;

  @Mixin private DesignTool tool = new DesignTool();

  GenerateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    JsonObject members = JsonObject.builder().put("options", ToolOptions.parse(options)).build();
    DesignTool.requireKnown(
        target, registry -> registry.findTarget(target), BuiltinRegistry::targets);
    byte[] ir = IrInput.message(terminal, in, MigrateInput.open(terminal, in, inputFormat));
    Envelope answer =
        tool.call(
            target,
            registry -> registry.findTarget(target),
            BuiltinRegistry::targets,
            BuiltinExtension.BACKEND_GENERATE,
            new IrMessage(members, ir).toEnvelope(),
            terminal);
    JsonObject object = ToolAnswer.generated(answer, target);
    List<JsonObject> diagnostics = ToolAnswer.diagnostics(object);
    List<Artifact> files = ToolAnswer.artifacts(object).stream().map(Artifact::read).toList();
    files.forEach(file -> file.requireInside(output));
    Artifact.requireApart(files);
    files.forEach(file -> file.write(output));
    DiagnosticsPrinter.print(terminal, target, diagnostics);
    tell(files, diagnostics);
    return ToolAnswer.errors(diagnostics) == 0 ? 0 : 1;
  }

  private void tell(List<Artifact> files, List<JsonObject> diagnostics) {
    if (json) {
      List<JsonValue> written = new ArrayList<>();
      for (Artifact file : files) {
        written.add(
            JsonObject.builder()
                .put("path", file.path())
                .put("size", file.content().length)
                .build());
      }
      terminal.document(
          JsonObject.builder()
              .put("success", ToolAnswer.errors(diagnostics) == 0)
              .put("artifacts", new JsonArray(written))
              .put("diagnostics", new JsonArray(List.copyOf(diagnostics)))
              .build());
      return;
    }
    files.forEach(file -> terminal.out().println(output.resolve(file.path())));
    if (files.isEmpty()) {
      terminal.note("nothing was generated");
    }
  }
}
