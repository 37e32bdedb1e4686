package dev.morph.base.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValueTest {
  @Test
  void objectsAreEqualInAnyOrder() {
    JsonValue one = Json.parse("{\"a\":1,\"b\":[true]}");
    JsonValue two = Json.parse("{\"b\":[true],\"a\":1}");
    assertThat(one).isEqualTo(two).hasSameHashCodeAs(two);
    assertThat(one).isNotEqualTo(Json.parse("{\"a\":1,\"b\":[false]}"));
    assertThat(one).isNotEqualTo(Json.parse("{\"a\":1}"));
    assertThat(Json.parse("{\"a\":1}")).isNotEqualTo(Json.parse("{\"a\":1.0}"));
  }

  @Test
  void arraysAreEqualInOneOrder() {
    assertThat(Json.parse("[1,2]"))
        .isEqualTo(JsonArray.of(JsonNumber.of(1), JsonNumber.of(2)))
        .hasSameHashCodeAs(JsonArray.of(JsonNumber.of(1), JsonNumber.of(2)))
        .isNotEqualTo(Json.parse("[2,1]"));
  }

  @Test
  void aParsedValueEqualsABuiltOne() {
    var builder = JsonObject.builder().put("t", "x").put("n", 5).put("b", true);
    for (int i = 0; i < 12; i++) {
      builder.put("k" + i, JsonNull.NULL);
    }
    JsonObject built = builder.build();
    assertThat(Json.parse(Json.write(built))).isEqualTo(built).hasSameHashCodeAs(built);
    assertThat(built.members()).isEqualTo(new LinkedHashMap<>(built.members()));
  }

  @Test
  void copiesWhatCallersCanChange() {
    Map<String, JsonValue> map = new LinkedHashMap<>(Map.of("a", JsonNull.NULL));
    List<JsonValue> list = new ArrayList<>(List.of(JsonNull.NULL));
    var object = new JsonObject(map);
    var array = new JsonArray(list);
    map.put("b", JsonNull.NULL);
    list.add(JsonNull.NULL);
    assertThat(object.members()).hasSize(1);
    assertThat(array.items()).hasSize(1);
    assertThatThrownBy(() -> object.members().put("c", JsonNull.NULL))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> object.members().remove("a"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> array.items().add(JsonNull.NULL))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aBuilderCanGoOnAfterBuilding() {
    var builder = JsonObject.builder().put("a", 1);
    JsonObject first = builder.build();
    builder.put("a", 2).put("b", 3);
    assertThat(first).hasToString("{\"a\":1}");
    assertThat(builder.build()).hasToString("{\"a\":2,\"b\":3}");
  }

  @Test
  void holdsNoNulls() {
    List<JsonValue> items = Arrays.asList(JsonNull.NULL, null);
    assertThatThrownBy(() -> new JsonArray(items)).isInstanceOf(NullPointerException.class);
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("a", null);
    assertThatThrownBy(() -> new JsonObject(members)).isInstanceOf(NullPointerException.class);
  }
}
