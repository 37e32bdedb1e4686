package dev.morph.ir.mck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.testkit.MorphirData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompatibilityAdapterTest {
  private static JsonObject answer(String line) {
    return (JsonObject) Json.parse(CompatibilityAdapter.answer(line).orElseThrow());
  }

  private static JsonObject decode(String node, String input, boolean strip) {
    return answer(
        Json.write(
            JsonObject.builder()
                .put("id", 7)
                .put("op", "decode")
                .put("version", 4)
                .put("profile", "json")
                .put("path", "current")
                .put("strip", strip)
                .put("node", node)
                .put("input", input)
                .build()));
  }

  private static String input(JsonObject one, String member) {
    return one.has(member + "Text")
        ? MorphirData.text(one, member + "Text")
        : Json.write(one.get(member));
  }

  private static String canonical(JsonObject answer) {
    assertThat(answer.get("ok")).as("%s", answer).isEqualTo(Json.parse("true"));
    return MorphirData.text((JsonObject) answer.get("canonical"), "json");
  }

  private static String code(JsonObject answer) {
    return MorphirData.text((JsonObject) answer.get("diagnostic"), "code");
  }

  private static List<JsonValue> cases() {
    return MorphirData.array(MorphirData.object("tests/mck-v4-cases.json"), "cases");
  }

  @Test
  void allCasesOfTheKitPass() {
    int asked = 0;
    for (JsonValue row : cases()) {
      JsonObject one = (JsonObject) row;
      String id = MorphirData.text(one, "id");
      String node = MorphirData.text(one, "node");
      boolean strip = !one.has("compare");
      String canonical = null;
      if (one.has("canonical")) {
        JsonObject answer = decode(node, input(one, "canonical"), strip);
        canonical = canonical(answer);
        assertThat(Json.write(Json.parse(canonical))).as(id).isEqualTo(input(one, "canonical"));
        assertThat(answer.get("warnings")).as(id).isEqualTo(JsonArray.EMPTY);
        asked++;
      }
      for (JsonValue spelling : MorphirData.array(one, "accepted")) {
        JsonObject accepted = (JsonObject) spelling;
        JsonObject answer = decode(node, input(accepted, "input"), strip);
        if (canonical != null) {
          assertThat(canonical(answer)).as(id).isEqualTo(canonical);
        }
        List<String> codes = new ArrayList<>();
        for (JsonValue warning : MorphirData.array(answer, "warnings")) {
          codes.add(MorphirData.text((JsonObject) warning, "code"));
        }
        assertThat(codes)
            .as(id)
            .isEqualTo(
                accepted.has("warning")
                    ? List.of(MorphirData.text(accepted, "warning"))
                    : List.of());
        asked++;
      }
      for (JsonValue bad : MorphirData.array(one, "rejected")) {
        JsonObject rejected = (JsonObject) bad;
        JsonObject answer = decode(node, input(rejected, "input"), strip);
        if (rejected.has("diagnostic")) {
          assertThat(code(answer)).as(id).isEqualTo(MorphirData.text(rejected, "diagnostic"));
        } else {
          assertThat(MorphirData.text(answer, "kind"))
              .as(id)
              .isEqualTo(MorphirData.text(rejected, "expect"));
        }
        asked++;
      }
    }
    assertThat(cases()).hasSize(44);
    assertThat(asked).isGreaterThan(100);
  }

  @Test
  void treesAreReadAndWritten() {
    int trees = 0;
    for (JsonValue row : cases()) {
      JsonObject one = (JsonObject) row;
      if (!one.has("files")) {
        continue;
      }
      List<JsonValue> files = new ArrayList<>();
      ((JsonObject) one.get("files"))
          .members()
          .forEach((path, content) ->
              files.add(
                  JsonObject.builder()
                      .put("path", path)
                      .put("content", Json.write(content))
                      .build()));
      JsonObject read =
          answer(
              Json.write(
                  JsonObject.builder()
                      .put("id", 1)
                      .put("op", "readTree")
                      .put("version", 4)
                      .put("profile", "json")
                      .put("path", "pinned")
                      .put("strip", true)
                      .put("node", "Distribution")
                      .put("files", new JsonArray(files))
                      .build()));
      assertThat(Json.parse(canonical(read))).isEqualTo(one.get("canonical"));
      JsonObject policy =
          JsonObject.builder().put("profile", "json").put("pathBudget", 4000).build();
      JsonObject written =
          answer(
              Json.write(
                  JsonObject.builder()
                      .put("id", 2)
                      .put("op", "writeTree")
                      .put("version", 4)
                      .put("path", "current")
                      .put("policy", policy)
                      .put("input", Json.write(one.get("canonical")))
                      .build()));
      List<JsonValue> back = new ArrayList<>();
      for (JsonValue file : MorphirData.array(written, "files")) {
        JsonObject object = (JsonObject) file;
        back.add(
            JsonObject.builder()
                .put("path", MorphirData.text(object, "path"))
                .put("content", Json.write(Json.parse(MorphirData.text(object, "content"))))
                .build());
      }
      assertThat(back).isEqualTo(files);
      trees++;
    }
    assertThat(trees).isPositive();
  }

  @Test
  void textHasTheKitsSpaces() {
    assertThat(canonical(decode("Type", "{\"Tuple\":[\"a\",{\"Unit\":{}}]}", true)))
        .isEqualTo("{ \"Tuple\": [\"a\", { \"Unit\": {} }] }");
  }

  @Test
  void attributesAreKeptOrStripped() {
    String attributed =
        "{\"Variable\":{\"attributes\":{\"source\":{\"startLine\":1},\"inferredType\":\"a\"},\"name\":\"x\"}}";
    assertThat(Json.write(Json.parse(canonical(decode("Value", attributed, false)))))
        .isEqualTo(attributed);
    assertThat(canonical(decode("Value", attributed, true))).isEqualTo("{ \"Variable\": \"x\" }");
  }

  @Test
  void modulesAreReadByThemselves() {
    String module = "{\"types\":{},\"values\":{},\"doc\":\"text\"}";
    assertThat(Json.write(Json.parse(canonical(decode("ModuleDefinition", module, true)))))
        .isEqualTo(module);
    JsonObject fault =
        decode("ModuleSpecification", "{\"types\":{\"t\":{\"Bogus\":{}}},\"values\":{}}", true);
    assertThat(((JsonObject) fault.get("diagnostic")).get("cursor"))
        .isEqualTo(new JsonString("/types/t/Bogus"));
  }

  @Test
  void tellsWhatItCan() {
    JsonObject answer = answer("{\"id\":3,\"op\":\"capabilities\"}");
    assertThat(answer.members().keySet())
        .containsExactly(
            "id",
            "contractVersion",
            "binding",
            "language",
            "versions",
            "profiles",
            "layouts",
            "paths",
            "nodes");
    assertThat(MorphirData.texts(answer.get("nodes"))).contains("Value", "Distribution").isSorted();
  }

  @Test
  void endsWithoutAnAnswer() {
    assertThat(CompatibilityAdapter.answer("{\"id\":9,\"op\":\"exit\"}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | invalid_request",
        "[] | invalid_request",
        "{\"op\":\"capabilities\"} | invalid_request",
        "{\"id\":0,\"op\":\"capabilities\"} | invalid_request",
        "{\"id\":1.5,\"op\":\"capabilities\"} | invalid_request",
        "{\"id\":1,\"op\":\"dance\"} | invalid_request",
        "{\"id\":1,\"op\":\"capabilities\",\"more\":1} | unknown_member",
        "{\"id\":1,\"op\":\"exit\",\"more\":1} | unknown_member",
        "{\"id\":1,\"op\":\"decode\",\"version\":3,\"profile\":\"json\",\"path\":\"current\",\"strip\":true,\"node\":\"Type\",\"input\":\"1\"}"
            + " | unsupported_version",
        "{\"id\":1,\"op\":\"decode\",\"version\":4,\"profile\":\"yaml\",\"path\":\"current\",\"strip\":true,\"node\":\"Type\",\"input\":\"1\"}"
            + " | unsupported_profile",
        "{\"id\":1,\"op\":\"decode\",\"version\":4,\"profile\":\"json\",\"path\":\"new\",\"strip\":true,\"node\":\"Type\",\"input\":\"1\"}"
            + " | invalid_request",
        "{\"id\":1,\"op\":\"decode\",\"version\":4,\"profile\":\"json\",\"path\":\"current\",\"strip\":1,\"node\":\"Type\",\"input\":\"1\"}"
            + " | invalid_request",
        "{\"id\":1,\"op\":\"decode\",\"version\":4,\"profile\":\"json\",\"path\":\"current\",\"strip\":true,\"node\":\"Dance\",\"input\":\"1\"}"
            + " | unknown_node",
        "{\"id\":1,\"op\":\"writeTree\",\"version\":4,\"path\":\"current\",\"policy\":{\"profile\":\"json\",\"pathBudget\":63},\"input\":\"{}\"}"
            + " | invalid_request",
        "{\"id\":1,\"op\":\"readTree\",\"version\":4,\"profile\":\"json\",\"path\":\"current\",\"strip\":true,\"node\":\"Distribution\",\"files\":[]}"
            + " | invalid_distribution_shape",
        "{\"id\":1,\"op\":\"readTree\",\"version\":4,\"profile\":\"json\",\"path\":\"current\",\"strip\":true,\"node\":\"Distribution\",\"files\":[{\"path\":\"manifest\",\"content\":\"\",\"x\":1}]}"
            + " | unknown_member"
      })
  void refusesWhatIsNoRequest(String line, String code) {
    assertThat(code(answer(line))).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[[[", "1e400", "nul", "{\"a\":1,\"a\":2}", "\"\\ud800\""})
  void refusesInputThatIsNoNode(String input) {
    for (String node :
        MorphirData.texts(answer("{\"id\":3,\"op\":\"capabilities\"}").get("nodes"))) {
      assertThat(decode(node, input, false).get("ok")).as(node).isEqualTo(Json.parse("false"));
    }
  }

  @Test
  void refusesMembersThatNoVersionKnows() {
    JsonObject answer =
        decode(
            "Type", "{\"Function\":{\"parameterType\":\"a\",\"returnType\":\"b\",\"x\":1}}", true);
    assertThat(code(answer)).isEqualTo("unknown_member");
  }
}
