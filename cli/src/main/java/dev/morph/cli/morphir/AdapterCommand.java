package dev.morph.cli.morphir;

import dev.morph.cli.Terminal;
import dev.morph.cli.VersionCommand;
import dev.morph.ir.mck.CompatibilityAdapter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code morphir mck-adapter}: lets the Morphir Compatibility Kit drive these readers. */
@Command(
    name = "mck-adapter",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.MorphirProvider.class,
    description = {
      "Answers the Morphir Compatibility Kit: a request of JSON on each line of standard input, its"
          + " answer on a line of standard output. Ends with the request exit, or the input."
    },
    footer = {"", "Example:", "  echo '{\"id\":1,\"op\":\"capabilities\"}' | morphir mck-adapter"})
final class AdapterCommand implements Callable<Integer> {
  private final Terminal terminal;

  AdapterCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var lines = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    try {
      String line;
      while ((line = lines.readLine()) != null) {
        Optional<String> answer = CompatibilityAdapter.answer(line);
        if (answer.isEmpty()) {
          return 0;
        }
        terminal.out().println(answer.get());
        terminal.out().flush();
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
