package dev.morph.ir.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.testkit.MorphirData;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Upstream's evaluation cases: all pass but those that are listed here with their reason. */
class EvaluationCasesTest {
  /** Cases of evaluator-cases.json that do not pass. */
  private static final Map<String, String> NOT_PASSED =
      Map.of(
          "SDK Basics Tests / Int: Plus overflow",
          "switched off upstream; expects 3 for twice the 64th power of 2, which here is that"
              + " number",
          "SDK Basics Tests / Int: RemainderBy 3",
          "switched off upstream; expects 0 as the remainder by 0, which Elm does not have");

  /** Cases of lcr.morphir-tests.json that do not pass. */
  private static final Map<String, String> NOT_PASSED_OF_LCR =
      Map.of(
          "20(c)(1)",
          "older than the model: gives numbers for fields that have become records, and expects a"
              + " bare amount where the model answers Just of a record");

  private static List<TestFile.Result> run(String tests, String distribution) {
    TestFile file = TestFile.read(Json.parse(MorphirData.bytes(tests)));
    return file.run(Evaluator.of(Distributions.file(distribution)), EvaluationLimits.DEFAULT);
  }

  private static Map<String, String> failures(List<TestFile.Result> results) {
    Map<String, String> failures = new TreeMap<>();
    for (TestFile.Result result : results) {
      if (!result.passed()) {
        failures.put(result.description(), result.name() + ": " + result.outcome());
      }
    }
    return failures;
  }

  @Test
  void theCasesOfTheEvaluatorPass() {
    List<TestFile.Result> results = run("tests/evaluator-cases.json", "v3/evaluator-tests.json");
    assertThat(results).hasSize(549);
    assertThat(failures(results)).containsOnlyKeys(NOT_PASSED.keySet());
  }

  @Test
  void theCasesOfTheLiquidityModelPass() {
    List<TestFile.Result> results = run("tests/lcr.morphir-tests.json", "v3/lcr-morphir-ir.json");
    assertThat(results).hasSize(4);
    assertThat(failures(results)).containsOnlyKeys(NOT_PASSED_OF_LCR.keySet());
  }

  @Test
  void whereUpstreamDiffersFromElmElmIsFollowed() {
    JsonObject file = MorphirData.object("tests/evaluator-cases.json");
    List<JsonValue> cases = MorphirData.array(file, "cases");
    List<TestFile.Result> results = run("tests/evaluator-cases.json", "v3/evaluator-tests.json");
    List<TestFile.Result> byElm =
        results.stream()
            .filter(result -> ((JsonObject) cases.get(result.index())).has("elmExpected"))
            .toList();
    assertThat(byElm).hasSizeGreaterThan(5).allMatch(TestFile.Result::passed);
  }
}
