package dev.morph.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.testkit.MorphirData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatVersionTest {

  private static JsonObject cases() {
    return MorphirData.object("tests/format-version-cases.json");
  }

  @Test
  void readsWhatUpstreamReads() {
    for (JsonValue row : MorphirData.array(cases(), "cases")) {
      List<JsonValue> columns = ((JsonArray) row).items();
      JsonValue value = columns.get(0);
      assertThat(FormatVersion.fault(value)).as("%s", value).isNull();
      FormatVersion version = FormatVersion.of(value);
      assertThat(new JsonString(version.toString())).isEqualTo(columns.get(1));
      assertThat(version.toJson()).isEqualTo(columns.get(2));
      DiagnosticCode unsupported = version.unsupported();
      assertThat(new JsonString(unsupported == null ? "supported" : unsupported.word()))
          .as("%s", value)
          .isEqualTo(columns.get(3));
    }
  }

  @Test
  void refusesWhatUpstreamRefuses() {
    for (JsonValue row : MorphirData.array(cases(), "invalid")) {
      List<JsonValue> columns = ((JsonArray) row).items();
      DiagnosticCode fault = FormatVersion.fault(columns.get(0));
      assertThat(fault).as("%s", columns.get(0)).isNotNull();
      assertThat(new JsonString(fault.word())).as("%s", row).isEqualTo(columns.get(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "3.0", "-0", "\"\"", "\"3..0\"", "\"\\u0663.0.0\""})
  void refusesWhatIsNoVersion(String json) {
    JsonValue value = Json.parse(json);
    assertThat(FormatVersion.fault(value)).isNotNull();
    assertThatThrownBy(() -> FormatVersion.of(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNumberOfAMillionDigitsIsOutOfRange() {
    assertThat(FormatVersion.fault(Json.parse("9".repeat(1_000_000))))
        .isEqualTo(DiagnosticCode.FORMAT_VERSION_OUT_OF_RANGE);
  }
}
