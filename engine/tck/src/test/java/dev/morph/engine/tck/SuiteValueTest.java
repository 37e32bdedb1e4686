package dev.morph.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SuiteValueTest {
  private static SuiteValue value(String type, String value) {
    return new SuiteValue(JsonObject.builder().put("type", type).put("value", value).build());
  }

  private static SuiteValue lanes(String laneType, String... lanes) {
    JsonValue[] items = Arrays.stream(lanes).map(JsonString::new).toArray(JsonValue[]::new);
    return new SuiteValue(
        JsonObject.builder()
            .put("type", "v128")
            .put("lane_type", laneType)
            .put("value", JsonArray.of(items))
            .build());
  }

  private static boolean matches(SuiteValue value, long... lanes) {
    return value.matchesLanes(lanes, 0);
  }

  @Test
  void comparesBitPatterns() {
    assertThat(matches(value("i32", "4294967295"), 0xffff_ffffL)).isTrue();
    assertThat(matches(value("i32", "4294967295"), -1)).as("not zero-extended").isFalse();
    assertThat(matches(value("i64", "18446744073709551615"), -1)).isTrue();
    assertThat(matches(value("f32", "2147483648"), 0x8000_0000L)).isTrue();
    assertThat(matches(value("f32", "2147483648"), 0)).as("minus zero is not zero").isFalse();
  }

  @Test
  void tellsCanonicalFromArithmeticNans() {
    assertThat(matches(value("f32", "nan:canonical"), 0xffc0_0000L)).isTrue();
    assertThat(matches(value("f32", "nan:canonical"), 0x7fc0_0001L)).isFalse();
    assertThat(matches(value("f32", "nan:arithmetic"), 0x7fc0_0001L)).isTrue();
    assertThat(matches(value("f32", "nan:arithmetic"), 0x7fa0_0000L)).isFalse();
    assertThat(matches(value("f64", "nan:canonical"), 0xfff8_0000_0000_0000L)).isTrue();
    assertThat(matches(value("f64", "nan:canonical"), 0x7ff8_0000_0000_0001L)).isFalse();
    assertThat(matches(value("f64", "nan:arithmetic"), 0x7ff8_0000_0000_0001L)).isTrue();
    assertThat(matches(value("f64", "nan:arithmetic"), 0x7ff0_0000_0000_0000L)).isFalse();
  }

  @Test
  void comparesVectorsLaneByLane() {
    SuiteValue bytes = lanes("i16", "-1", "2", "3", "4", "5", "6", "7", "-32768");
    assertThat(matches(bytes, 0x0004_0003_0002_ffffL, 0x8000_0007_0006_0005L)).isTrue();
    assertThat(matches(bytes, 0x0004_0003_0002_ffffL, 0x8000_0007_0006_0004L)).isFalse();
    SuiteValue floats = lanes("f32", "nan:canonical", "0", "1", "2");
    assertThat(matches(floats, 0x0000_0000_7fc0_0000L, 0x0000_0002_0000_0001L)).isTrue();
  }

  @Test
  void writesVectorsLowHalfFirst() {
    long[] lanes = new long[2];
    assertThat(lanes("i32", "1", "-1", "3", "4").writeLanes(lanes, 0)).isEqualTo(2);
    assertThat(lanes).containsExactly(0xffff_ffff_0000_0001L, 0x0000_0004_0000_0003L);
  }

  @Test
  void tellsReferencesApart() {
    assertThat(value("externref", "3").matchesReference(new SuiteValue.HostObject("3"))).isTrue();
    assertThat(value("externref", "3").matchesReference(new SuiteValue.HostObject("4"))).isFalse();
    assertThat(value("externref", "3").matchesReference(null)).isFalse();
    assertThat(value("externref", "null").matchesReference(null)).isTrue();
    SuiteValue anyFunction = new SuiteValue(JsonObject.builder().put("type", "funcref").build());
    assertThat(anyFunction.matchesReference(new Object())).isFalse();
    SuiteValue anyNull = new SuiteValue(JsonObject.builder().put("type", "refnull").build());
    assertThat(anyNull.matchesReference(null)).isTrue();
    assertThat(anyNull.matchesReference(new Object())).isFalse();
  }
}
