package dev.morph.base.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void keepsMembersInTheOrderOfTheDocument() {
    var text = new StringBuilder("{");
    for (int i = 0; i < 40; i++) {
      text.append(i == 0 ? "" : ",").append("\"m").append(i * 7 % 40).append("\":").append(i);
    }
    var object = (JsonObject) Json.parse(text + "}");
    assertThat(object.members().keySet()).startsWith("m0", "m7", "m14").hasSize(40);
    assertThat(object.get("m7")).isEqualTo(JsonNumber.of(1));
    assertThat(object.get("m40")).isNull();
    assertThat(Json.write(object)).isEqualTo(text + "}");
  }

  @Test
  void tellsAbsentFromNull() {
    var object = (JsonObject) Json.parse("{\"a\":null}");
    assertThat(object.get("a")).isEqualTo(JsonNull.NULL);
    assertThat(object.has("a")).isTrue();
    assertThat(object.get("b")).isNull();
    assertThat(object.has("b")).isFalse();
  }

  @Test
  void keepsNumbersAsText() {
    assertThat(Json.parse("-0.50E+07")).isEqualTo(new JsonNumber("-0.50E+07"));
    assertThat(Json.parse("255")).isEqualTo(new JsonNumber("255"));
    assertThat(Json.parse("256")).isEqualTo(new JsonNumber("256"));
  }

  @Test
  void readsEscapesAndWideCharacters() {
    assertThat(Json.parse("\"a\\u00e9\\n\\ud83d\\ude00€\uD83D\uDE00\\ud800\""))
        .isEqualTo(new JsonString("a\u00e9\n\uD83D\uDE00€\uD83D\uDE00\uD800"));
  }

  @Test
  void saysWhereAndWhat() {
    assertThatThrownBy(() -> Json.parse("{\"a\":1 \"b\":2}"))
        .hasMessage("expected ',' or '}' after a member, found '\"' (at offset 7)");
    assertThatThrownBy(() -> Json.parse("[1"))
        .hasMessage("expected ',' or ']' after an item, found the end (at offset 2)");
    assertThatThrownBy(() -> Json.parse("{\"a\":1,\"\\u0061\":2}"))
        .hasMessage("the object has two members of the name \"a\" (at offset 7)");
  }

  @Test
  void countsCharactersInTextAndBytesInBytes() {
    String text = "[\"€\uD83D\uDE00\",x]";
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOfSatisfying(
            JsonException.class, e -> assertThat(e.offset()).isEqualTo(text.indexOf('x')));
    assertThatThrownBy(() -> Json.parse(utf8(text)))
        .isInstanceOfSatisfying(JsonException.class, e -> assertThat(e.offset()).isEqualTo(11));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD800", "\uDC00", "a\uD800b", "\uDC00\uD800", "\uD83D\uDE00\uD83D"})
  void refusesHalfPairsInText(String inner) {
    assertThatThrownBy(() -> Json.parse("\"" + inner + "\"")).isInstanceOf(JsonException.class);
  }

  @Test
  void refusesADocumentThatIsCutAtAnyByte() {
    byte[] whole =
        utf8(
            "{\"a\":[1,-2.5e+3,true,false,null],\"€\":\"x\\u20ac\\n\uD83D\uDE00\",\"o\":{\"k\":[]}}");
    assertThat(Json.parse(whole)).isInstanceOf(JsonObject.class);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Json.parse(cut)).isInstanceOf(JsonException.class);
    }
  }

  @Test
  void nestsToTheLimitAndNoDeeper() {
    String deepest = "[".repeat(512) + "]".repeat(512);
    assertThat(Json.write(Json.parse(deepest))).isEqualTo(deepest);
    assertThatThrownBy(() -> Json.parse("[" + deepest + "]"))
        .hasMessage("arrays and objects are nested deeper than 512 (at offset 512)");
    assertThat(Json.parse(utf8("[{}]"), 2)).isNotNull();
    assertThatThrownBy(() -> Json.parse(utf8("[{\"a\":[]}]"), 2)).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.parse(utf8("1"), 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAMillionBracketsWithoutReadingThem() {
    byte[] open = new byte[1_000_000];
    Arrays.fill(open, (byte) '[');
    assertThatThrownBy(() -> Json.parse(open)).hasMessageContaining("deeper than 512");
  }

  @Test
  void nestingCostsNoStack() throws Exception {
    var task =
        new FutureTask<>(() -> {
          String half = "[{\"a\":".repeat(256);
          String document = half + "1" + "}]".repeat(256);
          JsonValue value = Json.parse(document);
          assertThat(value.equals(Json.parse(document))).isTrue();
          assertThat(value.hashCode()).isEqualTo(Json.parse(document).hashCode());
          String far = "[".repeat(200_000) + "]".repeat(200_000);
          return Json.write(Json.parse(utf8(far), 200_000)).equals(far)
              && Json.write(value).equals(document);
        });
    var thread = new Thread(null, task, "small-stack", 512 * 1024);
    thread.start();
    assertThat(task.get()).isTrue();
  }

  @Test
  void staysFastWhereNamesWereChosenToCollide() {
    // "Aa" and "BB" have one hash, and so have all words made of them.
    var text = new StringBuilder("{");
    for (int i = 0; i < 1 << 15; i++) {
      text.append(i == 0 ? "\"" : ",\"");
      for (int bit = 0; bit < 15; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      text.append("\":0");
    }
    byte[] document = utf8(text + "}");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(((JsonObject) Json.parse(document)).members()).hasSize(1 << 15));
  }

  @Test
  void readsMembersOneByOne() {
    var reader = new JsonReader(utf8(" {\"a\" : \"x\", \"b\":[1,{}], \"c\":{\"d\":[0, 255 ,7]}} "));
    reader.beginObject();
    assertThat(reader.nextName()).isEqualTo("a");
    assertThat(reader.readString()).isEqualTo("x");
    assertThat(reader.nextName()).isEqualTo("b");
    assertThat(reader.readValue()).isEqualTo(JsonArray.of(JsonNumber.of(1), JsonObject.EMPTY));
    assertThat(reader.nextName()).isEqualTo("c");
    reader.beginObject();
    assertThat(reader.nextName()).isEqualTo("d");
    assertThat(reader.readByteArray()).containsExactly(0, 255, 7);
    assertThat(reader.nextName()).isNull();
    assertThat(reader.nextName()).isNull();
    reader.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{,}", "{\"a\":1,}", "{\"a\":1 \"b\":2}", "{\"a\":1,\"a\":2}", "{", "[", ""})
  void readingMembersIsAsStrictAsReadingAll(String document) {
    assertThatThrownBy(
            () -> {
              var reader = new JsonReader(utf8(document));
              reader.beginObject();
              while (reader.nextName() != null) {
                reader.readValue();
              }
              reader.end();
            })
        .isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[256]",
        "[-1]",
        "[1.0]",
        "[1e1]",
        "[00]",
        "[01]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[\"1\"]",
        "[1",
        "[",
        "[ ",
        "[1,",
        "{}",
        "[null]",
        "[[1]]",
        "[99999999999]",
        "[1;2]",
        "[:1,2,3,4,5]",
        "[1,a1,2,3,4,5]",
        "[1,256,1,1,1]",
        "[1,1000,1,1]",
        "[1,01,1,1,1]",
        "[1,00,1,1,1]",
        "[1,/,1,1,1]",
        "[1,-1,1,1,1]",
        "[1,,1,1,1,1]",
        "[1,1.5,1,1,1]",
        "[1,300,1,1,1]",
        "[1,2 3,1,1,1]",
        "[-0]",
        ""
      })
  void refusesWhatIsNoByteArray(String document) {
    assertThatThrownBy(() -> new JsonReader(utf8(document)).readByteArray())
        .isInstanceOf(JsonException.class);
  }

  @Test
  void readsLongByteArraysAndSpaces() {
    byte[] bytes = new byte[200_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    byte[] document = new JsonWriter().byteArray(bytes).toByteArray();
    assertThat(new JsonReader(document).readByteArray()).isEqualTo(bytes);
    assertThat(Json.parse(document)).isInstanceOf(JsonArray.class);
    assertThat(new JsonReader(utf8("[\n1 ,\t2\r]")).readByteArray()).containsExactly(1, 2);
    assertThat(new JsonReader(utf8(" [ ] ")).readByteArray()).isEmpty();
    byte[] dense = utf8("[" + "1,".repeat(70_000) + "1]");
    assertThat(new JsonReader(dense).readByteArray()).hasSize(70_001);
  }
}
