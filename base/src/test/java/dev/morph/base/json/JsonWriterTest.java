package dev.morph.base.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.Utf8;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void escapesWhatMustBeEscapedAndNothingElse() {
    var text = new StringBuilder();
    var wanted = new StringBuilder("\"");
    for (char c = 0; c < 0x80; c++) {
      text.append(c);
      switch (c) {
        case '"' -> wanted.append("\\\"");
        case '\\' -> wanted.append("\\\\");
        case '\b' -> wanted.append("\\b");
        case '\f' -> wanted.append("\\f");
        case '\n' -> wanted.append("\\n");
        case '\r' -> wanted.append("\\r");
        case '\t' -> wanted.append("\\t");
        default -> {
          if (c < ' ') {
            wanted.append(String.format("\\u%04x", (int) c));
          } else {
            wanted.append(c);
          }
        }
      }
    }
    assertThat(Json.write(new JsonString(text.toString()))).isEqualTo(wanted + "\"");
  }

  @Test
  void writesEveryCharacterSoThatItReadsBackTheSame() {
    var text = new StringBuilder();
    for (int c = 0; c <= 0xFFFF; c += c < 0x1000 ? 1 : 37) {
      text.append((char) c).append('x');
    }
    text.appendCodePoint(0x10000).appendCodePoint(0x10FFFF);
    var value = new JsonString(text.toString());
    byte[] written = Json.writeUtf8(value);
    assertThat(Utf8.isValid(written, 0, written.length)).isTrue();
    assertThat(Json.parse(written)).isEqualTo(value);
    assertThat(Json.parse(Json.write(value))).isEqualTo(value);
  }

  @Test
  void writesHalfPairsAsEscapes() {
    assertThat(Json.write(new JsonString("a\uD83Db\uDE00\uD83D\uDE00\uD83D")))
        .isEqualTo("\"a\\ud83db\\ude00\uD83D\uDE00\\ud83d\"");
    assertThat(Json.write(JsonObject.builder().put("\uD800", 1).build()))
        .isEqualTo("{\"\\ud800\":1}");
  }

  @Test
  void growsForStringsThatGetLonger() {
    assertThat(Json.writeUtf8(new JsonString("\u0001".repeat(10_000)))).hasSize(60_002);
    assertThat(Json.writeUtf8(new JsonString("\uD83D\uDE00".repeat(10_000)))).hasSize(40_002);
    assertThat(Json.writeUtf8(new JsonString("é".repeat(10_000) + "a".repeat(10_000))))
        .hasSize(30_002);
  }

  @Test
  void writesForPeople() {
    assertThat(
            Json.writePretty(Json.parse("{\"a\":[1,{\"b\":null}],\"c\":{},\"d\":[],\"e\":\"x\"}")))
        .isEqualTo(
            """
            {
              "a": [
                1,
                {
                  "b": null
                }
              ],
              "c": {},
              "d": [],
              "e": "x"
            }\
            """);
    assertThat(Json.writePretty(JsonNumber.of(1))).isEqualTo("1");
  }

  @Test
  void writesParts() {
    byte[] written =
        new JsonWriter()
            .beginArray()
            .string("a")
            .beginObject()
            .name("b")
            .byteArray(new byte[] {0, 9, 10, 99, 100, -1, -128})
            .name("c")
            .value(JsonObject.EMPTY)
            .endObject()
            .beginArray()
            .endArray()
            .value(JsonNull.NULL)
            .endArray()
            .toByteArray();
    assertThat(new String(written, UTF_8))
        .isEqualTo("[\"a\",{\"b\":[0,9,10,99,100,255,128],\"c\":{}},[],null]");
  }
}
