package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonValue;
import dev.morph.component.abi.ResultValue;
import dev.morph.component.abi.VariantValue;
import dev.morph.component.abi.WitType;
import dev.morph.component.abi.WitType.Primitive;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedValuesTest {
  private static final WitType.Variant VARIANT =
      new WitType.Variant(
          List.of(new WitType.Case("none", null), new WitType.Case("v-f64", Primitive.F64)));

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(Primitive.BOOL, true),
        Arguments.of(Primitive.S8, -128),
        Arguments.of(Primitive.U16, 65_535),
        Arguments.of(Primitive.U32, 4_294_967_295L),
        Arguments.of(Primitive.S64, Long.MIN_VALUE),
        Arguments.of(Primitive.U64, -1L),
        Arguments.of(Primitive.CHAR, 0x1F600),
        Arguments.of(Primitive.STRING, "a \u0000 \uD83D\uDE00 \"\\\n"),
        Arguments.of(Primitive.F32, -0.0f),
        Arguments.of(Primitive.F32, Float.MIN_VALUE),
        Arguments.of(Primitive.F64, -0.0),
        Arguments.of(Primitive.F64, 0.1),
        Arguments.of(Primitive.F64, Double.NEGATIVE_INFINITY),
        Arguments.of(new WitType.ListOf(Primitive.STRING), List.of("", "b")),
        Arguments.of(new WitType.Tuple(List.of(Primitive.S8, Primitive.STRING)), List.of(1, "x")),
        Arguments.of(
            new WitType.Record(
                List.of(
                    new WitType.Field("a-b", new WitType.Option(Primitive.STRING)),
                    new WitType.Field("c", Primitive.BOOL))),
            List.of(Optional.of("s"), false)),
        Arguments.of(new WitType.Option(Primitive.S8), Optional.empty()),
        Arguments.of(
            new WitType.Option(new WitType.Option(Primitive.S8)), Optional.of(Optional.empty())),
        Arguments.of(new WitType.Enum(List.of("info", "warn")), "warn"),
        Arguments.of(new WitType.Flags(List.of("r", "w", "x")), Set.of("r", "x")),
        Arguments.of(VARIANT, new VariantValue("none", null)),
        Arguments.of(VARIANT, new VariantValue("v-f64", 2.5)),
        Arguments.of(
            new WitType.Result(Primitive.S8, Primitive.STRING), new ResultValue.Err("no")));
  }

  private static JsonValue throughText(Object value, WitType type) {
    return Json.parse(Json.write(RecordedValues.write(value, type, Redactor.NONE)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyValueComesBackAsItWas(WitType type, Object value) {
    assertThat(RecordedValues.read(throughText(value, type), type)).isEqualTo(value);
  }

  @Test
  void nanKeepsItsBits() {
    double nan = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);
    Object back = RecordedValues.read(throughText(nan, Primitive.F64), Primitive.F64);
    assertThat(Double.doubleToRawLongBits((Double) back)).isEqualTo(0x7ff8_0000_dead_beefL);
    float small = Float.intBitsToFloat(0xffc0_1234);
    Object smallBack = RecordedValues.read(throughText(small, Primitive.F32), Primitive.F32);
    assertThat(Float.floatToRawIntBits((Float) smallBack)).isEqualTo(0xffc0_1234);
  }

  @Test
  void bytesComeBackExactlyAndAreReadableWhereTheyAreText() {
    WitType type = new WitType.ListOf(Primitive.U8);
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    for (byte[] bytes :
        List.of(
            all,
            new byte[0],
            "text\r\n\té".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {27, '[', '2', 'J'})) {
      assertThat((byte[]) RecordedValues.read(throughText(bytes, type), type)).isEqualTo(bytes);
    }
    assertThat(Json.write(throughText(new byte[] {'h', 'i'}, type))).isEqualTo("{\"text\":\"hi\"}");
    assertThat(Json.write(throughText(new byte[] {27}, type))).isEqualTo("{\"base64\":\"Gw==\"}");
  }

  @Test
  void secretsAreMaskedBeforeBytesAreEncoded() {
    Redactor masks = Redactor.of(Map.of("hunter2!", "[redacted:0123456789abcdef]"));
    byte[] bytes = {0, 'h', 'u', 'n', 't', 'e', 'r', '2', '!', 0};
    JsonValue json = RecordedValues.write(bytes, new WitType.ListOf(Primitive.U8), masks);
    assertThat(RecordedValues.readBytes(json))
        .asString()
        .isEqualTo("\0[redacted:0123456789abcdef]\0");
    // the name of a case is no text of the guest's
    assertThat(
            RecordedValues.write(
                "warn",
                new WitType.Enum(List.of("warn")),
                Redactor.of(Map.of("warn", "[redacted:0123456789abcdef]"))))
        .hasToString(RecordedValues.write("warn", Primitive.STRING, Redactor.NONE).toString());
  }

  @Test
  void whatIsNoneOfTheTypeIsRefused() {
    for (String json : List.of("null", "5", "\"x\"", "[]", "{}", "{\"text\":5}", "1e99")) {
      JsonValue value = Json.parse(json);
      for (WitType type :
          List.of(
              new WitType.ListOf(Primitive.U8),
              VARIANT,
              Primitive.BOOL,
              new WitType.Enum(List.of("a")),
              new WitType.Tuple(List.of(Primitive.S8)))) {
        assertThatThrownBy(() -> RecordedValues.read(value, type))
            .as(json + " as " + type)
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
    assertThatThrownBy(() -> RecordedValues.read(Json.parse("\"0xzz\""), Primitive.F64))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            RecordedValues.read(Json.parse("{\"base64\":\"?\"}"), new WitType.ListOf(Primitive.U8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
