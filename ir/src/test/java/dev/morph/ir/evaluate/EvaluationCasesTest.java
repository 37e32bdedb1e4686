package dev.morph.ir.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.testkit.MorphirData;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Upstream's evaluation cases: all pass but those that are listed here with the reason. */
class EvaluationCasesTest {
  /** Cases of evaluator-cases.json by their description. */
  private static final Map<String, String> OTHERWISE = Map.of();

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
    Map<String, String> f = failures(results);
    f.forEach((k, v) -> System.out.println(k + " => " + v));
    System.out.println(f.size());
    assertThat(failures(results).keySet()).isEqualTo(OTHERWISE.keySet());
  }

  @Test
  void theCasesOfTheLiquidityModelPass() {
    List<TestFile.Result> results = run("tests/lcr.morphir-tests.json", "v3/lcr-morphir-ir.json");
    Map<String, String> f = failures(results);
    f.forEach((k, v) -> System.out.println(k + " => " + v));
    assertThat(results).hasSize(4);
  }
}
