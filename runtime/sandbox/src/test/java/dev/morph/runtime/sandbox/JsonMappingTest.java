package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.component.abi.VariantValue;
import dev.morph.component.abi.WitType;
import dev.morph.component.abi.WitType.Primitive;
import dev.morph.runtime.capability.HostFault;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMappingTest {
  private static final WitType BYTES = new WitType.ListOf(Primitive.U8);
  private static final WitType PAIR = new WitType.Tuple(List.of(Primitive.STRING, Primitive.U8));
  private static final WitType POINT =
      new WitType.Record(
          List.of(
              new WitType.Field("x-axis", Primitive.S32),
              new WitType.Field("label", new WitType.Option(Primitive.STRING))));
  private static final WitType LEVEL = new WitType.Enum(List.of("low", "high"));
  private static final WitType COLOURS = new WitType.Flags(List.of("red", "blue"));
  private static final WitType SHAPE =
      new WitType.Variant(
          List.of(new WitType.Case("v-u8", Primitive.U8), new WitType.Case("none", null)));

  private final JsonMapping mapping = new JsonMapping(Map.of("v-u8", "U8"));

  private Object read(String json, WitType type) {
    return mapping.read(Json.parse(json), type, "it");
  }

  private String write(Object value, WitType type) {
    return Json.write(mapping.write(value, type));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S8 | -128 | 127 | -129 | 128",
        "U8 | 0 | 255 | -1 | 256",
        "S16 | -32768 | 32767 | -32769 | 32768",
        "U16 | 0 | 65535 | -1 | 65536",
        "S32 | -2147483648 | 2147483647 | -2147483649 | 2147483648",
        "U32 | 0 | 4294967295 | -1 | 4294967296",
        "S64 | -9223372036854775808 | 9223372036854775807 | -9223372036854775809"
            + " | 9223372036854775808",
        "U64 | 0 | 18446744073709551615 | -1 | 18446744073709551616"
      })
  void integersAreExactToTheirBounds(
      Primitive type, String least, String most, String below, String above) {
    assertThat(write(read(least, type), type)).isEqualTo(least);
    assertThat(write(read(most, type), type)).isEqualTo(most);
    for (String wrong : List.of(below, above, "0.5", "1e999", "\"1\"", "true", "null", "[1]")) {
      assertThatThrownBy(() -> read(wrong, type))
          .as(type + " " + wrong)
          .isInstanceOfSatisfying(
              HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID))
          .hasMessageStartingWith("request-invalid: it must be ");
    }
    assertThat(read("1e0", type)).isEqualTo(read("1", type));
  }

  @Test
  void aNumberOfManyDigitsIsRefusedQuicklyAndShownShort() {
    String digits = "9".repeat(100_000);
    assertThatThrownBy(() -> read(digits, Primitive.U64))
        .hasMessageMatching("request-invalid: .{1,200}");
    assertThatThrownBy(() -> read("1e999999999", Primitive.S32)).isInstanceOf(HostFault.class);
  }

  @Test
  void floatsThatJsonCannotWriteAreNull() {
    assertThat(write(1.5, Primitive.F64)).isEqualTo("1.5");
    assertThat(write(0.1f, Primitive.F32)).isEqualTo("0.1");
    for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(write(odd, Primitive.F64)).isEqualTo("null");
      assertThat(write((float) odd, Primitive.F32)).isEqualTo("null");
    }
    assertThat(read("-0.0", Primitive.F64)).isEqualTo(-0.0);
    assertThat(read("1.7976931348623157e308", Primitive.F64)).isEqualTo(Double.MAX_VALUE);
    for (String beyond : List.of("1e309", "-1e309")) {
      assertThatThrownBy(() -> read(beyond, Primitive.F64)).isInstanceOf(HostFault.class);
    }
    assertThatThrownBy(() -> read("1e39", Primitive.F32)).isInstanceOf(HostFault.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"\"a\" | 97", "\"\uD83D\uDE00\" | 128512", "\"\\u0000\" | 0"})
  void aCharIsOneCodePoint(String json, int code) {
    assertThat(read(json, Primitive.CHAR)).isEqualTo(code);
    assertThat(read(write(code, Primitive.CHAR), Primitive.CHAR)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"\"\"", "\"ab\"", "\"\\ud800\"", "65", "null"})
  void whatIsNoCharIsRefused(String json) {
    assertThatThrownBy(() -> read(json, Primitive.CHAR)).isInstanceOf(HostFault.class);
  }

  @Test
  void bytesAreBase64OfTheStandardAlphabetPadded() {
    assertThat((byte[]) read("\"+/8=\"", BYTES)).containsExactly(0xfb, 0xff);
    assertThat((byte[]) read("\"\"", BYTES)).isEmpty();
    assertThat(write(new byte[] {(byte) 0xfb, (byte) 0xff}, BYTES)).isEqualTo("\"+/8=\"");
    for (String wrong : List.of("\"+/8\"", "\"-_8=\"", "\"+/8=\\n\"", "\"*\"", "[1,2]", "null")) {
      assertThatThrownBy(() -> read(wrong, BYTES))
          .as(wrong)
          .isInstanceOf(HostFault.class)
          .hasMessageContaining("base64");
    }
  }

  @Test
  void recordsHaveSnakeNamesAndLeaveAbsentOptionsOut() {
    assertThat(read("{\"x_axis\":1,\"label\":\"a\",\"more\":2}", POINT))
        .isEqualTo(Arrays.asList(1, Optional.of("a")));
    for (String absent : List.of("{\"x_axis\":1}", "{\"x_axis\":1,\"label\":null}")) {
      Object value = read(absent, POINT);
      assertThat(value).isEqualTo(Arrays.asList(1, Optional.empty()));
      assertThat(write(value, POINT)).isEqualTo("{\"x_axis\":1}");
    }
    assertThatThrownBy(() -> read("{\"x-axis\":1}", POINT))
        .hasMessage("request-invalid: it.x_axis is missing");
    assertThatThrownBy(() -> read("{\"x_axis\":null}", POINT))
        .hasMessageContaining("it.x_axis must be a number, found null");
    assertThatThrownBy(() -> read("[1]", POINT)).hasMessageContaining("it must be an object");
  }

  @Test
  void listsAndTuplesSayWhichElementIsWrong() {
    WitType pairs = new WitType.ListOf(PAIR);
    assertThat(read("[[\"a\",1],[\"b\",2]]", pairs))
        .isEqualTo(List.of(List.of("a", 1), List.of("b", 2)));
    assertThat(write(List.of(List.of("a", 1)), pairs)).isEqualTo("[[\"a\",1]]");
    assertThatThrownBy(() -> read("[[\"a\",1],[\"b\",256]]", pairs))
        .hasMessageContaining("it[1][1] must be an integer from 0 to 255");
    assertThatThrownBy(() -> read("[[\"a\"]]", pairs))
        .hasMessageContaining("it[0] must be an array of 2");
    assertThatThrownBy(() -> read("[[\"a\",1,2]]", pairs)).isInstanceOf(HostFault.class);
    assertThatThrownBy(() -> read("{}", pairs)).hasMessageContaining("it must be an array");
  }

  @Test
  void namesThatAreNoneOfATypesAreRefusedWithThoseThatAre() {
    assertThat(read("\"high\"", LEVEL)).isEqualTo("high");
    assertThat(write("low", LEVEL)).isEqualTo("\"low\"");
    for (String wrong : List.of("\"HIGH\"", "\"\"", "1", "null")) {
      assertThatThrownBy(() -> read(wrong, LEVEL)).hasMessageContaining("one of low, high");
    }
    assertThat(read("[\"blue\",\"blue\"]", COLOURS)).isEqualTo(Set.of("blue"));
    assertThat(write(Set.of("red"), COLOURS)).isEqualTo("[\"red\"]");
    assertThatThrownBy(() -> read("[\"green\"]", COLOURS)).hasMessageContaining("red, blue");
    assertThatThrownBy(() -> read("\"red\"", COLOURS)).hasMessageContaining("an array");
  }

  @Test
  void variantsHaveTypeAndValueUnderTheirJsonNames() {
    assertThat(read("{\"type\":\"U8\",\"value\":7}", SHAPE)).isEqualTo(new VariantValue("v-u8", 7));
    assertThat(read("{\"type\":\"none\"}", SHAPE)).isEqualTo(new VariantValue("none", null));
    assertThat(write(new VariantValue("v-u8", 7), SHAPE))
        .isEqualTo("{\"type\":\"U8\",\"value\":7}");
    assertThat(write(new VariantValue("none", null), SHAPE)).isEqualTo("{\"type\":\"none\"}");
    assertThatThrownBy(() -> read("{\"type\":\"v-u8\",\"value\":7}", SHAPE))
        .hasMessageContaining("it is one of U8, none");
    assertThatThrownBy(() -> read("{\"type\":\"U8\"}", SHAPE))
        .hasMessage("request-invalid: it.value is missing");
    assertThatThrownBy(() -> read("{\"type\":\"U8\",\"value\":-1}", SHAPE))
        .hasMessageContaining("it.value must be");
    assertThatThrownBy(() -> read("{\"value\":7}", SHAPE))
        .hasMessageContaining("an object with type and value");
  }

  @Test
  void aMissingMemberIsNamedAndAnAbsentOptionIsNot() {
    JsonObject request = (JsonObject) Json.parse("{\"name\":\"a\"}");
    assertThat(
            mapping.fields(
                request,
                List.of(
                    new WitType.Field("name", Primitive.STRING),
                    new WitType.Field("body", new WitType.Option(BYTES))),
                ""))
        .containsExactly("a", Optional.empty());
    assertThatThrownBy(
            () -> mapping.fields(request, List.of(new WitType.Field("max-size", Primitive.U8)), ""))
        .hasMessage("request-invalid: max_size is missing");
  }
}
