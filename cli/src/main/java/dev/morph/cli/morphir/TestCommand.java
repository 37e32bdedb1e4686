package dev.morph.cli.morphir;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.cli.Terminal;
import dev.morph.cli.VersionCommand;
import dev.morph.ir.evaluate.DataException;
import dev.morph.ir.evaluate.Evaluator;
import dev.morph.ir.evaluate.TestFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morphir test}: runs the cases of a file. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.MorphirProvider.class,
    description = {
      "Runs the cases of a file against a document of the IR: morphir-tests.json, or an object with"
          + " cases whose values tell their types.",
      "Exits with 0 only if none failed."
    },
    footer = {"", "Example:", "  morphir test morphir-ir.json morphir-tests.json"})
final class TestCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "IR", description = "A document of the IR, v1 to v4.")
  private String in = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "The cases.")
  private String file = "";

  @Option(names = "--json", description = "Prints one JSON document.")
  private boolean json;

  @Mixin private EvaluationMixin bounds = new EvaluationMixin();

  TestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    IrInput.requireOneStandard(in, file);
    TestFile cases = cases();
    var evaluator = Evaluator.of(IrInput.distribution(terminal, in).distribution());
    List<TestFile.Result> results = cases.run(evaluator, bounds.limits());
    long passed = results.stream().filter(TestFile.Result::passed).count();
    long failed = results.size() - passed;
    if (json) {
      document(results, passed, failed);
    } else {
      results.stream().filter(one -> !one.passed()).forEach(this::print);
      terminal.out().println(passed + " passed, " + failed + " failed");
    }
    return failed == 0 ? 0 : 1;
  }

  private TestFile cases() {
    try {
      return TestFile.read(Json.parse(IrInput.bytes(terminal, file)));
    } catch (JsonException e) {
      throw new IrException(
          "invalid_json", IrInput.shown(file) + " is no JSON: " + e.getMessage(), List.of());
    } catch (DataException e) {
      throw new IrException("invalid_data", IrInput.shown(file) + ": " + e.getMessage(), List.of());
    }
  }

  private void print(TestFile.Result result) {
    terminal.out().println("failed: " + title(result));
    switch (result.outcome()) {
      case TestFile.Outcome.Failed(String expected, String found) -> {
        terminal.out().println("  expected " + Terminal.oneLine(expected));
        terminal.out().println("  found    " + Terminal.oneLine(found));
      }
      case TestFile.Outcome.Broken(String message) ->
          terminal.out().println("  " + message.replace("\n", "\n  "));
      case TestFile.Outcome.Passed() -> {
        // nothing is told of it
      }
    }
  }

  private static String title(TestFile.Result result) {
    String description = result.description().isEmpty() ? "" : " (" + result.description() + ")";
    return "case " + (result.index() + 1) + ", " + result.name() + Terminal.oneLine(description);
  }

  private void document(List<TestFile.Result> results, long passed, long failed) {
    List<JsonValue> all = new ArrayList<>();
    for (TestFile.Result result : results) {
      var one =
          JsonObject.builder()
              .put("index", result.index())
              .put("name", result.name().toString())
              .put("description", result.description())
              .put("passed", result.passed());
      switch (result.outcome()) {
        case TestFile.Outcome.Failed(String expected, String found) ->
            one.put("expected", expected).put("found", found);
        case TestFile.Outcome.Broken(String message) -> one.put("error", message);
        case TestFile.Outcome.Passed() -> {
          // nothing more
        }
      }
      all.add(one.build());
    }
    terminal.document(
        JsonObject.builder()
            .put("passed", passed)
            .put("failed", failed)
            .put("results", new JsonArray(all))
            .build());
  }
}
