package dev.morph.base.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborJsonTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String cbor(String json) {
    return HexFormat.of().formatHex(CborJson.fromJson(utf8(json)));
  }

  private static String json(String hex) {
    return new String(CborJson.toJson(HexFormat.of().parseHex(hex)), StandardCharsets.UTF_8);
  }

  /** The examples of RFC 8949, appendix A, that JSON can say. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 00",
        "23 | 17",
        "24 | 1818",
        "1000000 | 1a000f4240",
        "18446744073709551615 | 1bffffffffffffffff",
        "18446744073709551616 | c249010000000000000000",
        "-18446744073709551616 | 3bffffffffffffffff",
        "-18446744073709551617 | c349010000000000000000",
        "-1 | 20",
        "-1000 | 3903e7",
        "0.0 | f90000",
        "-0.0 | f98000",
        "1.0 | f93c00",
        "1.5 | f93e00",
        "65504.0 | f97bff",
        "100000.0 | fa47c35000",
        "-4.0 | f9c400",
        "false | f4",
        "true | f5",
        "null | f6",
        "\"\" | 60",
        "\"ü\" | 62c3bc",
        "[] | 80",
        "[1,[2,3],[4,5]] | 8301820203820405",
        "{} | a0",
        "{\"a\":1,\"b\":[2,3]} | a26161016162820203",
        "273.15 | c48221196ab3"
      })
  void documentsHaveOneForm(String json, String hex) {
    assertThat(cbor(json)).isEqualTo(hex);
    assertThat(json(hex)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1",
        "1.50",
        "10.00",
        "12345678.5",
        "0.0009765625",
        "1E+400",
        "1.2E-400",
        "0.00",
        "3E0",
        "123456789012345678901234567890.5",
        "4.25",
        "-0.5",
        "0.1234567890123456"
      })
  void numbersKeepAllTheirDigits(String number) {
    assertThat(json(cbor("[" + number + "]"))).isEqualTo("[" + number + "]");
  }

  @Test
  void readsWhatOthersWrite() {
    assertThat(json("fb3fb999999999999a")).isEqualTo("0.1");
    assertThat(json("f90001")).isEqualTo(Double.toString(Math.scalb(1.0, -24)));
    assertThat(json("fb7e37e43c8800759c")).isEqualTo("1.0E300");
    assertThat(json("1800")).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the bytes end",
        "18 | the bytes end",
        "4101 | a byte string",
        "a10101 | a key must be text",
        "9fff | indefinite",
        "bfff | indefinite",
        "f97e00 | not finite",
        "f97c00 | not finite",
        "f7 | a simple value",
        "f818 | two bytes that takes one",
        "f8ff | a simple value",
        "c001 | tag 0",
        "c48101 | two parts",
        "c4821a7fffffff01 | an exponent",
        "c482c24105c24101 | a whole number",
        "61ff | UTF-8",
        "0000 | bytes follow",
        "9affffffff00 | are left",
        "1c | reserves"
      })
  void refusesWhatJsonDoesNotHave(String hex, String message) {
    assertThatThrownBy(() -> json(hex))
        .isInstanceOf(CborException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesWhatCborDoesNotHave() {
    assertThatThrownBy(() -> cbor("[1,")).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> cbor("{\"a\":1,\"a\":2}")).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> cbor("\"\\ud800\"")).isInstanceOf(CborException.class);
    assertThatThrownBy(() -> cbor("1e99999999999")).isInstanceOf(CborException.class);
    assertThatThrownBy(() -> cbor("9".repeat(10_001))).isInstanceOf(CborException.class);
  }

  @Test
  void depthIsBoundedAndCostsNoStack() {
    int deep = 50_000;
    byte[] json = utf8("[".repeat(deep) + "]".repeat(deep));
    byte[] cbor = CborJson.fromJson(json, deep);
    assertThat(cbor).hasSize(deep);
    var out = new dev.morph.base.json.JsonWriter();
    CborJson.toJson(cbor, deep, out);
    assertThat(out.toByteArray()).isEqualTo(json);
    assertThatThrownBy(() -> CborJson.fromJson(json)).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> CborJson.toJson(cbor)).isInstanceOf(CborException.class);
  }

  @Test
  void anyBytesAreReadOrRefused() {
    var random = new Random(5);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      try {
        byte[] json = CborJson.toJson(bytes);
        assertThat(json).isNotEmpty();
        read++;
      } catch (CborException e) {
        assertThat(e).hasMessageContaining("CBOR, at byte");
      }
    }
    assertThat(read).isGreaterThan(100);
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] cbor = CborJson.fromJson(utf8("{\"a\":[1,2.5,\"text\",{\"b\":null,\"c\":0.1}]}"));
    for (int length = 0; length < cbor.length; length++) {
      byte[] cut = Arrays.copyOf(cbor, length);
      assertThatThrownBy(() -> CborJson.toJson(cut)).isInstanceOf(CborException.class);
    }
    assertThat(Json.parse(CborJson.toJson(cbor)))
        .isEqualTo(Json.parse("{\"a\":[1,2.5,\"text\",{\"b\":null,\"c\":0.1}]}"));
  }
}
