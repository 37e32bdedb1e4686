package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of orders is what its README says. */
class OrdersExampleTest {
  private static final Path EXAMPLE = BuiltGuests.root().resolve("examples/orders");
  private static final String PROMPT = "$ ./morphir ";
  private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir Path folder;

  @Test
  void theDocumentIsWhatTheCompilerMakes() throws IOException {
    Path made = folder.resolve("orders.json");
    MorphirRun run =
        MorphirRun.of(
            "compile",
            EXAMPLE.resolve("src").toString(),
            "-l",
            "elm",
            "--package-name",
            "shop",
            "-o",
            made.toString());
    assertThat(run).isEqualTo(new MorphirRun(0, "", ""));
    assertThat(made).hasSameTextualContentAs(EXAMPLE.resolve("orders.json"));
  }

  @Test
  void theReadmeShowsWhatCommandsPrint() throws IOException {
    int commands = 0;
    String command = null;
    List<String> shown = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(EXAMPLE.resolve("README.md"))) {
      if (line.startsWith("```") || line.startsWith(PROMPT)) {
        if (command != null) {
          check(command, shown);
          commands++;
        }
        shown.clear();
        inside = line.startsWith(PROMPT) || line.equals("```console");
        command = line.startsWith(PROMPT) ? line.substring(PROMPT.length()) : null;
      } else if (inside) {
        shown.add(line);
      }
    }
    assertThat(commands).isEqualTo(10);
  }

  private void check(String command, List<String> shown) {
    String out = folder.resolve("out") + "/";
    List<String> args = new ArrayList<>();
    Matcher each = ARGUMENT.matcher(command);
    while (each.find()) {
      String arg = each.group(1) != null ? each.group(1) : each.group(2);
      args.add(located(arg, out));
    }
    MorphirRun run = MorphirRun.of(args.toArray(String[]::new));
    assertThat(run.exit()).as(command + "\n" + run.err()).isZero();
    assertThat((run.err() + run.out()).replace(out, "out/").lines().toList())
        .as(command)
        .isEqualTo(shown);
  }

  private static String located(String arg, String out) {
    if (arg.startsWith("out/")) {
      return out + arg.substring("out/".length());
    }
    return arg.startsWith("examples/") ? BuiltGuests.root().resolve(arg).toString() : arg;
  }
}
