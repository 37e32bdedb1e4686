package dev.morph.ir.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IrHelpersTest {
  private static final IrHelpers TESTS =
      new IrHelpers(TypeInferenceFixturesTest.library("v3/evaluator-tests.json"));
  private static final IrHelpers WITH_DEPENDENCIES =
      new IrHelpers(
          TypeInferenceFixturesTest.library("v3/unit-test-framework/example-project-tests.json"));

  private static JsonObject ask(String request) {
    return TESTS.answer((JsonObject) Json.parse(request.replace('\'', '"')));
  }

  private static JsonObject json(String text) {
    return (JsonObject) Json.parse(text.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          morphir/SDK:maybe#just|morphir/SDK:maybe#just|['constructor']
          Morphir.SDK:Maybe:maybe|morphir/SDK:maybe#maybe|['type']
          morphir/SDK:basics#not|morphir/SDK:basics#not|['value']
          morphir/SDK:regex#match|morphir/SDK:regex#match|['type', 'constructor']
          type-checker-tests#with-param|morphir/examples/app:type-checker-tests#with-param|['value']
          a/b:c#d|a/b:c#d|[]
          """)
  void resolvesNamesInEitherStyle(String name, String canonical, String kinds) {
    assertThat(ask("{'op': 'resolve', 'name': '" + name + "'}"))
        .isEqualTo(
            json("{'name': '" + canonical + "', 'kinds': " + kinds.replace("'", "\"") + "}"));
  }

  @Test
  void looksUpTypes() {
    assertThat(ask("{'op': 'lookup-type', 'name': 'morphir/SDK:maybe#maybe'}"))
        .isEqualTo(
            json(
                "{'name': 'morphir/SDK:maybe#maybe', 'specification': {'CustomTypeSpecification':"
                    + " {'typeParams': ['a'], 'constructors': {'just': [['value', 'a']], 'nothing':"
                    + " []}}}}"));
    assertThat(ask("{'op': 'lookup-type', 'name': 'type-checker-tests#aliased-opaque'}"))
        .isEqualTo(
            json(
                "{'name': 'morphir/examples/app:type-checker-tests#aliased-opaque', 'access':"
                    + " 'Public', 'specification': {'TypeAliasSpecification': {'typeParams': [],"
                    + " 'typeExp': 'morphir/examples/app:example-module#opaque-int'}}}"));
  }

  @Test
  void looksUpValues() {
    assertThat(ask("{'op': 'lookup-value', 'name': 'morphir/SDK:basics#not'}"))
        .isEqualTo(
            json(
                "{'name': 'morphir/SDK:basics#not', 'specification': {'inputs': {'a':"
                    + " 'morphir/SDK:basics#bool'}, 'output': 'morphir/SDK:basics#bool'}, 'type':"
                    + " {'Function': {'parameterType': 'morphir/SDK:basics#bool', 'returnType':"
                    + " 'morphir/SDK:basics#bool'}}}"));
  }

  @Test
  void expandsAliases() {
    assertThat(
            ask(
                "{'op': 'expand-alias', 'type': {'Reference':"
                    + " ['morphir/SDK:result-list#result-list', 'e', 'morphir/SDK:basics#int']}}"))
        .isEqualTo(
            json(
                "{'type': {'Reference': ['morphir/SDK:list#list', {'Reference':"
                    + " ['morphir/SDK:result#result', 'e', 'morphir/SDK:basics#int']}]}}"));
    assertThat(ask("{'op': 'expand-alias', 'type': 'a'}")).isEqualTo(json("{'type': 'a'}"));
  }

  @Test
  void infersTypes() {
    assertThat(
            ask("{'op': 'infer-type', 'variables': {'x': 'morphir/SDK:basics#bool'}, 'value':"
                    + " {'Apply': {'function': {'Reference': 'morphir/SDK:basics#not'}, 'argument':"
                    + " {'Variable': 'x'}}}}")
                .get("type"))
        .isEqualTo(Json.parse("\"morphir/SDK:basics#bool\""));
    JsonObject wrong =
        ask(
            "{'op': 'infer-type', 'value': {'Apply': {'function': {'Reference':"
                + " 'morphir/SDK:basics#not'}, 'argument': {'Literal': {'StringLiteral': 'a'}}}}}");
    assertThat(wrong.get("diagnostics").toString())
        .contains("\"path\":\"/value\"")
        .contains("\"message\":\"expected Bool, found String\"");
  }

  @Test
  void tellsWhatIsReferredTo() {
    assertThat(ask("{'op': 'dependencies', 'name': 'type-checker-tests#accept-opaque'}"))
        .isEqualTo(
            json(
                "{'name': 'morphir/examples/app:type-checker-tests#accept-opaque', 'types':"
                    + " ['morphir/SDK:basics#int',"
                    + " 'morphir/examples/app:example-module#opaque-int'], 'constructors': [],"
                    + " 'values': ['morphir/examples/app:example-module#unwrap']}"));
    assertThat(WITH_DEPENDENCIES.answer(json("{'op': 'dependencies'}")))
        .isEqualTo(
            json("{'package': 'example-tests', 'dependencies': ['example', 'morphir/unit-test']}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}|"op" is missing
          {'op': 1}|"op" is a string
          {'op': 'delete'}|there is no operation "delete"
          {'op': 'resolve'}|"name" is missing
          {'op': 'resolve', 'name': 'a b'}|not "a b"
          {'op': 'expand-alias'}|"type" is missing
          {'op': 'expand-alias', 'type': 7}|"type" cannot be read: expected a type
          {'op': 'infer-type', 'value': {'Magic': {}}}|"value" cannot be read: there is no tag
          {'op': 'infer-type', 'value': {'Unit': {}}, 'variables': []}|"variables" is an object
          {'op': 'infer-type', 'value': {'Unit': {}}, 'variables': {'A b': 'a'}}|a variable's name
          """)
  void saysWhatIsWrongWithARequest(String request, String message) {
    assertThatThrownBy(() -> ask(request))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID))
        .hasMessageContaining(message);
  }

  @Test
  void saysWhatIsNotThere() {
    for (String op : List.of("lookup-type", "lookup-value", "dependencies")) {
      assertThatThrownBy(() -> ask("{'op': '" + op + "', 'name': 'a/b:c#d'}"))
          .isInstanceOfSatisfying(
              MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
          .hasMessageContaining("a/b:c#d");
    }
  }

  @Test
  void aTypeThatIsTooDeepToWriteIsAFaultOfTheRequest() {
    var value = new StringBuilder("{'Unit': {}}");
    for (int i = 0; i < 199; i++) {
      value.insert(0, "{'List': [").append("]}");
    }
    assertThatThrownBy(() -> ask("{'op': 'infer-type', 'value': " + value + "}"))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID))
        .hasMessageContaining("deeper than 200");
  }
}
