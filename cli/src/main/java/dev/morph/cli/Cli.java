package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine;

/** Parses arguments, runs the command, and turns every failure into one message and exit code. */
public final class Cli {
  private Cli() {}

  /**
   * Runs one command.
   *
   * @param in standard input, read only where an argument says {@code -}
   * @return the exit code (docs/reference/cli.md)
   */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    Terminal terminal =
        new Terminal(in, out, err, Arrays.asList(args).contains("--json"), new Configuration(err));
    try {
      return commandLine(terminal).execute(args);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return terminal.fail(internal(e));
    } finally {
      out.flush();
      err.flush();
    }
  }

  static CommandLine commandLine(Terminal terminal) {
    CommandLine command = new CommandLine(new MorphCommand());
    command.addSubcommand(new RunCommand(terminal));
    command.addSubcommand(new InstallCommand(terminal));
    command.addSubcommand(new InstalledCommands.ListCommand(terminal));
    command.addSubcommand(new InstalledCommands.InfoCommand(terminal));
    command.addSubcommand(new InstalledCommands.EnableCommand(terminal));
    command.addSubcommand(new InstalledCommands.DisableCommand(terminal));
    command.addSubcommand(new InstalledCommands.RemoveCommand(terminal));
    command.addSubcommand(new GrantsCommand(terminal));
    command.addSubcommand(new DescribeCommand(terminal));
    command.addSubcommand(new InspectCommand(terminal));
    command.addSubcommand(new CacheCommand(terminal));
    command.addSubcommand(new VaultCommand(terminal));
    command.addSubcommand(new StoreCommand(terminal));
    command.addSubcommand(new AuditCommand(terminal));
    command.addSubcommand(new TasksCommand(terminal));
    command.addSubcommand(new NotificationsCommand(terminal));
    command.addSubcommand(new ConfigCommand(terminal));
    command.addSubcommand(new DoctorCommand(terminal));
    command.addSubcommand(new VersionCommand(terminal));
    command.addSubcommand(new CompletionCommand(terminal));
    command.addSubcommand(new CommandLine.HelpCommand());
    prepare(command, terminal, problem -> terminal.fail(internal(problem)));
    return command;
  }

  /**
   * Makes a command line print to a terminal and tell failures its way.
   *
   * @param fail prints a failure and answers the exit code
   */
  public static void prepare(
      CommandLine command, Terminal terminal, ToIntFunction<Throwable> fail) {
    // @FILE and --secret NAME=@FILE are ours: picocli would read the file as more arguments.
    command.setExpandAtFiles(false);
    command.setOut(terminal.writer());
    command.setErr(terminal.errorWriter());
    command.setUsageHelpAutoWidth(false);
    command.setParameterExceptionHandler((problem, ignored) -> {
      String name = problem.getCommandLine().getCommandSpec().qualifiedName();
      return fail.applyAsInt(
          new MorphException(
              ErrorCode.USAGE_INVALID,
              problem.getMessage() + suggestions(problem) + "; see " + name + " --help"));
    });
    command.setExecutionExceptionHandler((problem, failed, parsed) -> fail.applyAsInt(problem));
  }

  private static String suggestions(CommandLine.ParameterException problem) {
    if (problem instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        return "; did you mean " + String.join(" or ", near) + "?";
      }
    }
    return "";
  }

  /** A failure as an error: what is no error of Morph is a fault of ours. */
  public static MorphException internal(Throwable problem) {
    if (problem instanceof MorphException morph) {
      return morph;
    }
    return new MorphException(
        ErrorCode.INTERNAL_ERROR,
        "a fault of Morph itself ("
            + problem.getClass().getSimpleName()
            + "); please report it with the command that showed it",
        problem);
  }
}
