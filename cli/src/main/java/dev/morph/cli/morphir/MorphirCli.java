package dev.morph.cli.morphir;

import dev.morph.base.ErrorCategory;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.cli.Cli;
import dev.morph.cli.Configuration;
import dev.morph.cli.Terminal;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** Parses arguments, runs the command, and turns every failure into one message and exit code. */
public final class MorphirCli {
  private MorphirCli() {}

  /**
   * Runs one command.
   *
   * @param in standard input, read only where an argument says {@code -}
   * @return 0, 1 for failures, 2 for arguments that cannot be understood, 70 for a fault of Morph
   */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    var terminal =
        new Terminal(in, out, err, Arrays.asList(args).contains("--json"), new Configuration(err));
    try {
      return commandLine(terminal).execute(withoutFamily(args));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return fail(terminal, e);
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** Upstream has {@code morphir ir migrate} for {@code morphir migrate}. */
  private static String[] withoutFamily(String[] args) {
    return args.length > 1 && args[0].equals("ir")
        ? Arrays.copyOfRange(args, 1, args.length)
        : args;
  }

  static CommandLine commandLine(Terminal terminal) {
    var command = new CommandLine(new MorphirCommand());
    command.addSubcommand(new MigrateCommand(terminal));
    command.addSubcommand(new EvalCommand(terminal));
    command.addSubcommand(new TestCommand(terminal));
    command.addSubcommand(new GenerateCommand(terminal));
    command.addSubcommand(new CompileCommand(terminal));
    command.addSubcommand(new ValidateCommand(terminal));
    command.addSubcommand(new InspectCommand(terminal));
    command.addSubcommand(new StatsCommand(terminal));
    command.addSubcommand(new DiffCommand(terminal));
    command.addSubcommand(new AdapterCommand(terminal));
    command.addSubcommand(new CommandLine.HelpCommand());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    Cli.prepare(command, terminal, problem -> fail(terminal, problem));
    return command;
  }

  private static int fail(Terminal terminal, Throwable problem) {
    if (problem instanceof IrException wrong) {
      return fail(terminal, wrong);
    }
    if (problem instanceof OutOfMemoryError) {
      return fail(
          terminal,
          new MorphException(
              ErrorCode.IO_FAILED,
              "the document does not fit into the memory of this process; give it more, as"
                  + " JAVA_TOOL_OPTIONS=-Xmx4g"));
    }
    MorphException error = Cli.internal(problem);
    DiagnosticsPrinter.print(terminal, "the guest", ToolAnswer.diagnostics(error.details()));
    int exit = terminal.fail(error);
    return error.code() == ErrorCode.USAGE_INVALID
            || error.code().category() == ErrorCategory.INTERNAL
        ? exit
        : 1;
  }

  private static int fail(Terminal terminal, IrException wrong) {
    String message = String.valueOf(wrong.getMessage());
    if (terminal.json()) {
      var details =
          JsonObject.builder()
              .put("diagnostics", new JsonArray(List.copyOf(wrong.diagnostics())))
              .build();
      var error =
          JsonObject.builder()
              .put("code", wrong.code())
              .put("category", "user")
              .put("message", message)
              .put("details", details)
              .build();
      terminal.document(JsonObject.builder().put("error", error).build());
    } else {
      terminal.note("error: " + message);
    }
    return 1;
  }
}
