package dev.morph.base.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the reader and the writer against Jackson, over random documents and broken ones. */
class JsonDifferentialTest {
  private static final JsonMapper JACKSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Json.MAX_DEPTH)
                          .maxNumberLength(1_000_000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** Jackson makes a BigDecimal at once and has a limit for it. */
  private static final Pattern HUGE_EXPONENT = Pattern.compile("[eE][+-]?\\d{5}");

  private static final String[] SNIPPETS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "\\ud800",
    "e",
    "E",
    "-",
    "+",
    ".",
    "0",
    "00",
    "1",
    "true",
    "null",
    " ",
    "\n",
    "\t",
    "\0",
    "\u007f",
    "é",
    "€",
    "\uD83D\uDE00",
    "{}",
    "[]",
    "\"a\":",
    "/",
    "'",
    "1e5",
    "-0"
  };

  @Test
  void agreesWithJacksonOnRandomDocuments() {
    for (int seed = 0; seed < 3000; seed++) {
      var random = new Random(seed);
      JsonValue value = document(random, 5);
      byte[] written = Json.writeUtf8(value);
      assertThat(Json.parse(written)).isEqualTo(value);
      same(value, JACKSON.readTree(written));
      byte[] theirs = JACKSON.writeValueAsBytes(JACKSON.readTree(written));
      same(Json.parse(theirs), JACKSON.readTree(written));
      assertThat(Json.parse(Json.writePretty(value))).isEqualTo(value);
    }
  }

  @Test
  void agreesWithJacksonOnBrokenDocuments() {
    int accepted = 0;
    int refused = 0;
    for (int seed = 0; seed < 15_000; seed++) {
      var random = new Random(seed);
      byte[] document = Json.writeUtf8(document(random, 4));
      for (int edits = random.nextInt(3); edits >= 0; edits--) {
        document = mutated(document, random);
      }
      if (HUGE_EXPONENT.matcher(new String(document, UTF_8)).find()) {
        continue;
      }
      JsonValue ours = ours(document);
      JsonNode theirs = jackson(document);
      if (ours != null) {
        accepted++;
        // Jackson does not decode an escaped half of a surrogate pair in a name; RFC 8259 allows
        // it.
        if (theirs != null || !Json.write(ours).contains("\\ud")) {
          assertThat(theirs)
              .as("only we accept seed %s: %s", seed, new String(document, UTF_8))
              .isNotNull();
          same(ours, theirs);
        }
      } else {
        refused++;
        if (theirs != null) {
          assertThat(jacksonIsLenient(document)).as(new String(document, UTF_8)).isTrue();
        }
      }
    }
    assertThat(accepted).isGreaterThan(1000);
    assertThat(refused).isGreaterThan(1000);
  }

  private static JsonValue ours(byte[] document) {
    try {
      return Json.parse(document);
    } catch (JsonException e) {
      return null;
    }
  }

  private static JsonNode jackson(byte[] document) {
    try {
      JsonNode node = JACKSON.readTree(document);
      return node.isMissingNode() ? null : node;
    } catch (JacksonException e) {
      return null;
    }
  }

  /** Jackson guesses UTF-16 and UTF-32, skips a byte order mark, and decodes UTF-8 loosely. */
  private static boolean jacksonIsLenient(byte[] document) {
    for (int i = 0; i < Math.min(4, document.length); i++) {
      if (document[i] == 0 || document[i] == (byte) 0xEF || document[i] == (byte) 0xFE) {
        return true;
      }
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
      return false;
    } catch (CharacterCodingException e) {
      return true;
    }
  }

  private static void same(JsonValue ours, JsonNode theirs) {
    switch (ours) {
      case JsonObject object -> {
        assertThat(theirs.isObject()).isTrue();
        assertThat(theirs.size()).isEqualTo(object.members().size());
        var names = theirs.properties().iterator();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          Map.Entry<String, JsonNode> other = names.next();
          assertThat(member.getKey()).isEqualTo(other.getKey());
          same(member.getValue(), other.getValue());
        }
      }
      case JsonArray array -> {
        assertThat(theirs.isArray()).isTrue();
        assertThat(theirs.size()).isEqualTo(array.items().size());
        for (int i = 0; i < theirs.size(); i++) {
          same(array.items().get(i), theirs.get(i));
        }
      }
      case JsonString string -> assertThat(string.value()).isEqualTo(theirs.stringValue());
      case JsonNumber number ->
          assertThat(number.decimal()).isEqualByComparingTo(theirs.decimalValue());
      case JsonBoolean bool -> assertThat(bool.value()).isEqualTo(theirs.booleanValue());
      case JsonNull nothing -> assertThat(theirs.isNull()).isTrue();
    }
  }

  private static byte[] mutated(byte[] document, Random random) {
    int at = random.nextInt(document.length + 1);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(document, at);
      case 1 -> spliced(document, at, Math.min(document.length, at + 1), new byte[0]);
      case 2 -> {
        byte[] other = {(byte) random.nextInt(256)};
        yield spliced(document, at, Math.min(document.length, at + 1), other);
      }
      case 3 -> {
        int end = Math.min(document.length, at + random.nextInt(8));
        yield spliced(document, at, at, Arrays.copyOfRange(document, at, end));
      }
      default -> {
        byte[] snippet = SNIPPETS[random.nextInt(SNIPPETS.length)].getBytes(UTF_8);
        yield spliced(document, at, at, snippet);
      }
    };
  }

  private static byte[] spliced(byte[] document, int from, int to, byte[] between) {
    byte[] out = Arrays.copyOf(document, from + between.length + document.length - to);
    System.arraycopy(between, 0, out, from, between.length);
    System.arraycopy(document, to, out, from + between.length, document.length - to);
    return out;
  }

  private static JsonValue document(Random random, int depth) {
    switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0:
        return JsonNull.NULL;
      case 1:
        return new JsonBoolean(random.nextBoolean());
      case 2:
        return JsonNumber.of(random.nextLong() >> random.nextInt(64));
      case 3:
        return new JsonNumber(
            random.nextInt(-50, 50) + "." + random.nextInt(100) + "e" + random.nextInt(-30, 30));
      case 4:
        return new JsonString(text(random));
      case 5:
        var items = new JsonValue[random.nextInt(6)];
        for (int i = 0; i < items.length; i++) {
          items[i] = document(random, depth - 1);
        }
        return JsonArray.of(items);
      default:
        var object = JsonObject.builder();
        for (int i = random.nextInt(random.nextInt(8) == 0 ? 30 : 6); i > 0; i--) {
          object.put(text(random), document(random, depth - 1));
        }
        return object.build();
    }
  }

  private static String text(Random random) {
    var out = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      switch (random.nextInt(8)) {
        case 0 -> out.append((char) random.nextInt(0x20));
        case 1 -> out.append((char) random.nextInt(0x80, 0xD800));
        case 2 -> out.appendCodePoint(random.nextInt(0x10000, 0x110000));
        case 3 -> out.append("\"\\/".charAt(random.nextInt(3)));
        default -> out.append((char) random.nextInt(0x20, 0x7F));
      }
    }
    return out.toString();
  }
}
