package dev.morph.ir.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.testkit.MorphirData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and reports of evaluations. */
class EvaluationProtocolTest {
  private static final String INT =
      "[\"Reference\",{},[[[\"morphir\"],[\"s\",\"d\",\"k\"]],[[\"basics\"]],[\"int\"]],[]]";

  private static JsonObject answer(String cases) {
    return answer(cases, "{\"fuel\":100000,\"maxCallDepth\":256}");
  }

  private static JsonObject answer(String cases, String limits) {
    JsonObject request =
        JsonObject.builder()
            .put("version", EvaluationProtocol.VERSION)
            .put("ir", MorphirData.object("v3/evaluator-tests.json"))
            .put("limits", Json.parse(limits))
            .put("cases", Json.parse(cases))
            .build();
    return EvaluationProtocol.answer(request, EvaluationLimits.DEFAULT);
  }

  private static JsonObject only(JsonObject report) {
    return (JsonObject) ((JsonArray) report.get("results")).items().getFirst();
  }

  private static String one(String entrypoint, String arguments) {
    return "[{\"id\":\"a\",\"entrypoint\":\"morphir/examples/app:"
        + entrypoint
        + "\",\"arguments\":["
        + arguments
        + "]}]";
  }

  private static String integer(long value) {
    return "{\"type\":" + INT + ",\"value\":{\"kind\":\"integer\",\"value\":\"" + value + "\"}}";
  }

  @Test
  void aReportHasTheTypedValueOfACase() {
    JsonObject report = answer(one("type-checker-tests#int-to-int", integer(3)));
    assertThat(report)
        .isEqualTo(
            Json.parse(
                "{\"version\":\"1.1.0-draft.1\",\"provider\":\"morph\",\"results\":[{\"id\":\"a\","
                    + "\"entrypoint\":\"morphir/examples/app:type-checker-tests#int-to-int\","
                    + "\"status\":\"value\",\"value\":{\"type\":"
                    + INT
                    + ",\"value\":{\"kind\":\"integer\",\"value\":\"3\"}}}]}"));
  }

  @Test
  void constructorsAndTuplesHaveTheirKinds() {
    JsonObject opaque = only(answer(one("type-checker-tests#return-opaque", integer(3))));
    assertThat(Json.write(opaque.get("value")))
        .contains(
            "\"value\":{\"kind\":\"constructor\",\"name\":\"morphir/examples/app:example-module#opaque\",\"arguments\":[{\"kind\":\"integer\",\"value\":\"3\"}]}");
    JsonObject tuple =
        only(answer(one("type-checker-tests#tuple-up", integer(1) + "," + integer(2))));
    assertThat(Json.write(tuple.get("value"))).contains("{\"kind\":\"tuple\",\"elements\":[");
  }

  @Test
  void everyKindComesBack() {
    String values =
        """
        [{"kind":"unit"},{"kind":"boolean","value":true},{"kind":"float","value":"1.5"},
         {"kind":"float","value":"Infinity"},{"kind":"decimal","value":"1.50"},
         {"kind":"string","value":"a"},{"kind":"character","value":"b"},
         {"kind":"local-date","value":"2024-01-31"},{"kind":"local-time","value":"10:00:01"},
         {"kind":"uuid","value":"6ba7b810-9dad-11d1-80b4-00c04fd430c8"},
         {"kind":"list","elements":[]},{"kind":"set","elements":[{"kind":"integer","value":"1"}]},
         {"kind":"dict","entries":[[{"kind":"integer","value":"1"},{"kind":"unit"}]]},
         {"kind":"record","fields":{"value-in-USD":{"kind":"unit"}}},
         {"kind":"constructor","name":"morphir/SDK:maybe#just","arguments":[{"kind":"unit"}]},
         {"kind":"constructor","name":"morphir/SDK:basics#LT","arguments":[]}]\
        """;
    var codec = new ProtocolValue(new Ir().evaluator().types());
    for (JsonValue value : ((JsonArray) Json.parse(values)).items()) {
      assertThat(ProtocolValue.encode(codec.decode(value))).isEqualTo(value);
    }
  }

  @Test
  void aFaultyCaseIsAnErrorOfItsOwn() {
    String cases =
        "[{\"id\":\"missing\",\"entrypoint\":\"a:b#c\"},{\"id\":\"nameless\"},"
            + "{\"id\":\"wrong\",\"entrypoint\":\"a:b#c\",\"arguments\":[{\"value\":{\"kind\":\"x\"}}]},"
            + one("type-checker-tests#int-to-int", integer(1)).substring(1);
    List<JsonValue> results = ((JsonArray) answer(cases).get("results")).items();
    assertThat(Json.write(results.get(0)))
        .contains("\"status\":\"error\",\"error\":{\"kind\":\"ReferenceNotFound\"");
    assertThat(Json.write(results.get(1))).contains("the member entrypoint is missing");
    assertThat(Json.write(results.get(2)))
        .contains("InvalidData", "at /arguments/0/value: no kind of values is called x");
    assertThat(Json.write(results.get(3))).contains("\"status\":\"value\"");
  }

  @Test
  void theRequestsLimitsHold() {
    JsonObject error =
        only(answer(one("type-checker-tests#return-opaque", integer(1)), "{\"fuel\":1}"));
    assertThat(Json.write(error)).contains("FuelExhausted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|the member ir, a distribution, is missing",
        "{\"ir\":{}}|at /ir: the distribution cannot be read",
        "{\"version\":\"2.0\"}|at /version: this protocol is 1.1.0-draft.1, not 2.0",
      })
  void whatIsNoRequestIsRefused(String request, String message) {
    var object = (JsonObject) Json.parse(request);
    assertThatThrownBy(() -> EvaluationProtocol.answer(object, EvaluationLimits.DEFAULT))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void limitsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> answer("[]", "{\"fuel\":0}"))
        .hasMessage("at /limits/fuel: wanted is a whole number of 1 or more, not 0");
    assertThatThrownBy(() -> answer("{}", "{}"))
        .hasMessageStartingWith("wanted is an array of cases");
  }
}
