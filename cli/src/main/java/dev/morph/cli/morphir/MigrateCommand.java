package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.cli.LoadOptionsMixin;
import dev.morph.cli.Terminal;
import dev.morph.cli.VersionCommand;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morphir migrate}: from one version of the IR to another. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.MorphirProvider.class,
    description = {
      "Writes a document of the IR (v1 to v4) in another version, and says what is lost.",
      "What cannot be said in the other version is an error; then nothing is written."
    },
    footer = {
      "",
      "Examples:",
      "  morphir migrate morphir-ir.json morphir-ir-v4.json",
      "  morphir migrate morphir-ir-v4.json morphir-ir.json --target v3",
      "  morphir migrate morphir-ir.json tree --output-layout vfs",
      "  morphir migrate - - --target v3 <in.json >out.json"
    })
final class MigrateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "A document, the folder of a document tree, or - for standard input.")
  private String in = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OUT",
      description = "Where to write: a file, a folder for a tree, or - for standard output.")
  private @Nullable String out;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The same as OUT; standard output by default.")
  private @Nullable String output;

  @Option(
      names = {"--target", "--target-version"},
      paramLabel = "VERSION",
      defaultValue = "latest",
      description = "v1, v2, v3 (classic) or v4 (latest, the default).")
  private String target = "latest";

  @Option(names = "--expanded", description = "Writes v4 with the type of each value.")
  private boolean expanded;

  @Option(
      names = "--allow-partial",
      description = "Leaves out definitions with errors, and writes the rest.")
  private boolean allowPartial;

  @Option(
      names = "--mode",
      paramLabel = "native|wasm",
      defaultValue = "native",
      description = "Runs the tool in this process (the default), or as a guest in the sandbox.")
  private RunMode mode = RunMode.NATIVE;

  @Option(
      names = "--output-layout",
      paramLabel = "single-file|vfs",
      description = "One file, or a document tree of v4. By default as OUT looks.")
  private @Nullable OutputLayout layout;

  @Option(
      names = "--input-format",
      paramLabel = "json|cbor",
      description = "What IN is written in. By default as it looks.")
  private InputFormat inputFormat = InputFormat.AUTO;

  @Option(
      names = "--output-format",
      paramLabel = "json|cbor|yaml",
      defaultValue = "json",
      description = "What OUT is written in (default: json).")
  private OutputFormat outputFormat = OutputFormat.JSON;

  @Option(names = "--json", description = "Prints what was done as one JSON document.")
  private boolean json;

  @Mixin private LoadOptionsMixin load = new LoadOptionsMixin();

  MigrateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return new MigrateActions(
            terminal,
            new MigrateActions.Request(
                in,
                output(),
                target,
                expanded,
                allowPartial,
                mode,
                layout,
                inputFormat,
                outputFormat,
                load,
                json))
        .run();
  }

  private String output() {
    if (out != null && output != null) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "OUT is given twice, as an argument and by -o; give it once");
    }
    String given = out != null ? out : output;
    return given == null ? IrInput.STANDARD : given;
  }
}
