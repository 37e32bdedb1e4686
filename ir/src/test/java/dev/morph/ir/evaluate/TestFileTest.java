package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.Ir.basics;
import static dev.morph.ir.evaluate.Ir.variable;
import static dev.morph.ir.evaluate.Ir.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of test cases. */
class TestFileTest {
  private final Evaluator evaluator =
      new Ir()
          .define("double", List.of("n"), basics("multiply", variable("n"), whole(2)))
          .evaluator();

  private List<TestFile.Result> run(String file) {
    return TestFile.read(Json.parse(file)).run(evaluator, EvaluationLimits.DEFAULT);
  }

  @Test
  void eachCaseTellsWhatCameOfIt() {
    List<TestFile.Result> results =
        run(
            """
            [["test:m#double", [
              {"inputs": [2], "expectedOutput": 4, "description": "right"},
              {"inputs": [2], "expectedOutput": 5},
              {"inputs": ["a"], "expectedOutput": 5},
              {"inputs": [1, 2], "expectedOutput": 5}]]]\
            """);
    assertThat(results)
        .extracting(TestFile.Result::outcome)
        .satisfiesExactly(
            one -> assertThat(one).isEqualTo(new TestFile.Outcome.Passed()),
            two -> assertThat(two).isEqualTo(new TestFile.Outcome.Failed("5", "4")),
            three -> assertThat(three).isInstanceOf(TestFile.Outcome.Broken.class),
            four ->
                assertThat(four)
                    .isInstanceOfSatisfying(
                        TestFile.Outcome.Broken.class,
                        it -> assertThat(it.message()).contains("the type of this value")));
    assertThat(results.getFirst().description()).isEqualTo("right");
    assertThat(results.getFirst().passed()).isTrue();
  }

  @Test
  void aCaseMayExpectAnError() {
    String file =
        """
        {"cases": [{"fqName": [[["test"]],[["m"]],["double"]], "inputs": [{"string": "a"}],
                    "expectedErrorUpstream": "any"},
                   {"fqName": [[["test"]],[["m"]],["double"]], "inputs": [{"int": 1}],
                    "expectedErrorUpstream": "any"}]}\
        """;
    assertThat(run(file))
        .extracting(TestFile.Result::outcome)
        .containsExactly(
            new TestFile.Outcome.Passed(), new TestFile.Outcome.Failed("an error", "2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1|wanted is an array of pairs of a name and its cases, or an object with cases, not 1",
        "[1]|at /0: wanted is a pair of a name and its cases, not 1",
        "[[\"x\",[]]]|at /0: a full name is a text as my/package:module#name or an array",
        "[[\"a:b#c\",[1]]]|at /0: wanted is an object, which is a case, not 1",
        "[[\"a:b#c\",[{}]]]|at /0: expectedOutput is missing",
        "[[\"a:b#c\",[{\"expectedOutput\":1}]]]|at /0: inputs is missing",
        "{\"cases\":[{}]}|at /cases/0: fqName is missing",
        "{\"cases\":[{\"fqName\":\"a:b#c\"}]}|at /cases/0: expected is missing",
      })
  void whatIsNoFileOfCasesIsRefused(String file, String message) {
    assertThatThrownBy(() -> TestFile.read(Json.parse(file)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(message);
  }
}
