package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.builtins.BuiltinExtension;
import dev.morph.builtins.BuiltinRegistry;
import dev.morph.builtins.IrMessage;
import dev.morph.cli.OutputFile;
import dev.morph.cli.Terminal;
import dev.morph.cli.VersionCommand;
import dev.morph.ir.migrate.MigrationTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morphir compile}: sources to a document of the IR. */
@Command(
    name = "compile",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.MorphirProvider.class,
    description = {
      "Compiles sources to a document of the IR.",
      "What is wrong with them is told all at once, with file, line and column."
    },
    footer = {
      "",
      "Examples:",
      "  morphir compile src -l elm --package-name my-org/orders -o morphir-ir.json",
      "  morphir compile Model.elm -l elm --package-name shop --target v4 -o shop.json"
    })
final class CompileCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "SRC",
      description = "Sources, and folders whose sources are taken, those in folders below too.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = {"-l", "--language"},
      required = true,
      paramLabel = "LANGUAGE",
      description = "elm; a guest as FILE.wasm; what is installed as ext:ID.")
  private String language = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = IrInput.STANDARD,
      description = "Where to write; standard output by default.")
  private String output = IrInput.STANDARD;

  @Option(
      names = "--package-name",
      paramLabel = "NAME",
      description = "The package, as my-org/orders; the same as --option package=NAME.")
  private @Nullable String packageName;

  @Option(
      names = {"--target", "--target-version"},
      paramLabel = "VERSION",
      defaultValue = "v3",
      description = "The version of the IR: v1, v2, v3 (the default) or v4.")
  private String target = "v3";

  @Option(names = "--expanded", description = "Writes v4 with the type of each value.")
  private boolean expanded;

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "An option of the language. See docs/reference/elm-frontend.md.")
  private List<String> options = new ArrayList<>();

  @Option(names = "--json", description = "Prints what was done as one JSON document.")
  private boolean json;

  @Mixin private DesignTool tool = new DesignTool();

  CompileCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (json && output.equals(IrInput.STANDARD)) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "with --json standard output is taken; give -o FILE");
    }
    int version = Versions.parse(target);
    DesignTool.requireKnown(
        language, registry -> registry.findLanguage(language), BuiltinRegistry::languages);
    Envelope answer =
        tool.call(
            language,
            registry -> registry.findLanguage(language),
            BuiltinRegistry::languages,
            BuiltinExtension.FRONTEND_COMPILE,
            Envelope.json(request()),
            terminal);
    IrMessage compiled = ToolAnswer.compiled(answer, language);
    List<JsonObject> diagnostics = ToolAnswer.diagnostics(compiled.members());
    DiagnosticsPrinter.print(terminal, language, diagnostics);
    byte[] ir = compiled.ir();
    if (ir == null || ToolAnswer.errors(diagnostics) > 0) {
      throw new IrException(
          "compile-failed",
          "nothing was compiled: " + IrInput.counted(ToolAnswer.errors(diagnostics)),
          diagnostics);
    }
    byte[] written =
        Versions.written(
            ir, new MigrationTarget(version, expanded, false, IrInput.LIMITS), terminal);
    write(written);
    if (json) {
      terminal.document(
          JsonObject.builder()
              .put("success", true)
              .put("output", output)
              .put("diagnostics", new JsonArray(List.copyOf(diagnostics)))
              .build());
    }
    return 0;
  }

  private JsonObject request() {
    String ending = SourceFiles.endingOf(language);
    List<JsonValue> files = new ArrayList<>();
    SourceFiles.read(sources, ending)
        .forEach((path, content) ->
            files.add(JsonObject.builder().put("path", path).put("content", content).build()));
    List<String> all = new ArrayList<>(options);
    if (packageName != null) {
      all.add("package=" + packageName);
    }
    return JsonObject.builder()
        .put("sources", new JsonArray(files))
        .put("options", ToolOptions.parse(all))
        .build();
  }

  private void write(byte[] document) {
    if (output.equals(IrInput.STANDARD)) {
      terminal.out().writeBytes(document);
      terminal.out().println();
      return;
    }
    OutputFile.makeFolders(IrInput.path(output));
    OutputFile.bytes(
        IrInput.path(output),
        out -> {
          try {
            out.write(document);
            out.write('\n');
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
