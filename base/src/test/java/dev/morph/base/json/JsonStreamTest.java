package dev.morph.base.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are read and written piece by piece. */
class JsonStreamTest {
  private static JsonReader reader(String text) {
    return new JsonReader(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsItemsOneByOne() {
    JsonReader reader = reader(" [1, [2, 3], [], {\"a\": 4}] ");
    List<JsonValue> items = new ArrayList<>();
    reader.beginArray();
    while (reader.nextItem()) {
      items.add(reader.readValue());
    }
    reader.end();
    assertThat(new JsonArray(items)).hasToString("[1,[2,3],[],{\"a\":4}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1 2]", "[1,]", "[,1]", "[1", "[", "{}"})
  void refusesBrokenArrays(String text) {
    JsonReader reader = reader(text);
    assertThatThrownBy(
            () -> {
              reader.beginArray();
              while (reader.nextItem()) {
                reader.readValue();
              }
            })
        .isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "\"a\\n\"",
        "true",
        "[]",
        "{}",
        "[[],{},[{}]]",
        "{\"a\":[1,{\"b\":null}],\"c\":2}"
      })
  void skipsWhatItReads(String text) {
    JsonReader reader = reader("[" + text + " , " + text + "]");
    reader.beginArray();
    assertThat(reader.nextItem()).isTrue();
    reader.skipValue();
    assertThat(reader.nextItem()).isTrue();
    assertThat(reader.readValue()).isEqualTo(Json.parse(text));
    assertThat(reader.nextItem()).isFalse();
    reader.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[", "[1,]", "{\"a\"}", "{\"a\":1,\"a\":2}", "tru", "[1}", "\"\\x\"", "-"})
  void skipsNothingThatIsNotJson(String text) {
    assertThatThrownBy(() -> reader(text).skipValue()).isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":[1,{\"b/c~d\":[true,x]}]} | /a/1/b~1c~0d/1 | SYNTAX",
        "[[],[1,{}],[1,2,[3,[]]],?] | /3 | SYNTAX",
        "{\"a\":1,\"b\":{\"c\":1,\"c\":2}} | /b/c | DUPLICATE_MEMBER",
        "{\"a\":[[[[[[]]]]]]} | /a/0/0/0 | TOO_DEEP",
        "? | '' | SYNTAX"
      })
  void tellsWhereAFaultIs(String text, String path, JsonException.Kind kind) {
    for (boolean skip : List.of(true, false)) {
      var reader = new JsonReader(text.getBytes(StandardCharsets.UTF_8), 4);
      assertThatThrownBy(
              () -> {
                if (skip) {
                  reader.skipValue();
                } else {
                  reader.readValue();
                }
              })
          .isInstanceOfSatisfying(
              JsonException.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
      assertThat(reader.path()).isEqualTo(path);
    }
  }

  @Test
  void handsOnWhatItWrites() {
    var whole = new ByteArrayOutputStream();
    List<Integer> pieces = new ArrayList<>();
    var writer =
        new JsonWriter((bytes, length) -> {
          pieces.add(length);
          whole.write(bytes, 0, length);
        });
    var expected = new JsonWriter();
    for (JsonWriter one : List.of(writer, expected)) {
      one.beginArray();
      for (int i = 0; i < 20_000; i++) {
        one.beginObject()
            .name("number")
            .number(JsonNumber.of(i))
            .name("text")
            .string("\u00e9\"" + i);
        one.name("more").bool(i % 2 == 0).name("none").nothing().endObject();
      }
      one.string("x".repeat(500_000)).byteArray(new byte[100_000]).endArray().flush();
    }
    assertThat(whole.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(writer.toByteArray()).isEmpty();
    assertThat(pieces).hasSizeGreaterThan(10);
  }
}
