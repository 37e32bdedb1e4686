package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerContextTest {
  private static JsonObject complete(String json) {
    return CallerContext.complete((JsonObject) Json.parse(json));
  }

  @Test
  void everyCallHasAnIdOfItsOwnAndAConfiguration() {
    JsonObject one = complete("{}");
    JsonObject two = complete("{\"user_id\":\"u\"}");
    assertThat(one.members()).containsOnlyKeys("request_id", "config");
    assertThat(one.get("config")).isEqualTo(JsonObject.EMPTY);
    assertThat(two.members()).containsOnlyKeys("user_id", "request_id", "config");
    assertThat(one.get("request_id")).isNotEqualTo(two.get("request_id"));
    assertThat(((JsonString) one.get("request_id")).value())
        .hasSameSizeAs(((JsonString) two.get("request_id")).value());
  }

  @Test
  void whatIsGivenStands() {
    String whole =
        "{\"user_id\":\"u\",\"group_id\":\"g\",\"space_id\":\"s\",\"request_id\":\"r\","
            + "\"config\":{\"a\":[1]}}";
    assertThat(Json.write(complete(whole))).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user_id\":5}",
        "{\"user_id\":null}",
        "{\"space_id\":{}}",
        "{\"request_id\":[]}",
        "{\"config\":\"x\"}",
        "{\"config\":null}",
        "{\"name\":\"Ada\"}",
        "{\"User_id\":\"u\"}"
      })
  void anythingElseIsAFaultOfTheCaller(String json) {
    assertThatThrownBy(() -> complete(json))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID));
  }
}
