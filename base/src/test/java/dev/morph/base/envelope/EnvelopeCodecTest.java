package dev.morph.base.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.envelope.Envelope.Header;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCodecTest {
  private static final Envelope SAMPLE =
      new Envelope(new Header(7, "s", "k"), "text/plain", new byte[] {0, 9, 10, 99, 100, -128, -1});

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  @Test
  void writesTheArrayForm() {
    assertThat(new String(EnvelopeCodec.JSON_ARRAY.encode(SAMPLE), UTF_8))
        .isEqualTo(
            "{\"header\":{\"seqnum\":7,\"session_id\":\"s\",\"kind\":\"k\"},"
                + "\"content_type\":\"text/plain\",\"content\":[0,9,10,99,100,128,255]}");
  }

  @Test
  void writesTheBase64FormAndLeavesAnAbsentKindOut() {
    var envelope = new Envelope(Header.NONE, Envelope.JSON, utf8("{}"));
    assertThat(new String(EnvelopeCodec.JSON_BASE64.encode(envelope), UTF_8))
        .isEqualTo(
            "{\"header\":{\"seqnum\":0,\"session_id\":\"\"},"
                + "\"content_type\":\"application/json\",\"content\":\"e30=\"}");
  }

  @Test
  void writesTheDeterministicCborForm() {
    var envelope = new Envelope(new Header(500, "s", "k"), "a/b", new byte[] {1, 2});
    assertThat(EnvelopeCodec.CBOR.encode(envelope))
        .isEqualTo(
            hex(
                "a3 66 686561646572 a3 64 6b696e64 61 6b 66 7365716e756d 1901f4"
                    + " 6a 73657373696f6e5f6964 61 73 67 636f6e74656e74 42 0102"
                    + " 6c 636f6e74656e745f74797065 63 612f62"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "23, 17",
    "24, 1818",
    "255, 18ff",
    "256, 190100",
    "65535, 19ffff",
    "65536, 1a00010000",
    "4294967295, 1affffffff",
    "4294967296, 1b0000000100000000",
    "-1, 1bffffffffffffffff"
  })
  void writesTheShortestCborInteger(long seqnum, String head) {
    var envelope = new Envelope(new Header(seqnum, "", null), "", new byte[0]);
    byte[] written = EnvelopeCodec.CBOR.encode(envelope);
    assertThat(HexFormat.of().formatHex(written)).contains("667365716e756d" + head + "6a7365");
    assertThat(EnvelopeCodec.decode(written)).isEqualTo(envelope);
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatItWrites(EnvelopeCodec codec) {
    var random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] content = new byte[i < 270 ? i : i * 999];
      random.nextBytes(content);
      String kind = i % 3 == 0 ? null : "k".repeat(i % 40);
      var envelope =
          new Envelope(new Header(random.nextLong(), "é€\uD83D\uDE00\"", kind), "t/" + i, content);
      assertThat(EnvelopeCodec.decode(codec.encode(envelope))).isEqualTo(envelope);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fiveMegabytesAreFast(EnvelopeCodec codec) {
    byte[] content = new byte[5_000_000];
    new Random(1).nextBytes(content);
    var envelope = new Envelope(Header.NONE, "application/octet-stream", content);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(EnvelopeCodec.decode(codec.encode(envelope))).isEqualTo(envelope));
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnEnvelopeThatIsCutAtAnyByte(EnvelopeCodec codec) {
    byte[] whole = codec.encode(SAMPLE);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> EnvelopeCodec.decode(cut)).isInstanceOf(EnvelopeException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatFollows(EnvelopeCodec codec) {
    byte[] whole = codec.encode(SAMPLE);
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> EnvelopeCodec.decode(longer)).isInstanceOf(EnvelopeException.class);
  }

  @ParameterizedTest
  @EnumSource
  void answersOrRefusesAnyChange(EnvelopeCodec codec) {
    byte[] whole = codec.encode(SAMPLE);
    var random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] other = whole.clone();
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        other[random.nextInt(other.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(EnvelopeCodec.decode(other)).isNotNull();
      } catch (EnvelopeException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content_type\":\"t\",\"content\":[1,2]}",
        " \r\n\t{\"content\":\"AQI=\",\"content_type\":\"t\"}",
        "{\"more\":{\"a\":[1]},\"content_type\":\"t\",\"content\":[ 1 , 2 ],\"header\":{\"kind\":null,"
            + "\"session_id\":\"\",\"seqnum\":0,\"x\":[]}}",
        "{\"content_type\":\"\\u0074\",\"content\":\"AQI\\u003d\",\"header\":{\"seqnum\":0.0e1,"
            + "\"session_id\":\"\"}}"
      })
  void readsLenientJson(String text) {
    assertThat(EnvelopeCodec.decode(utf8(text)))
        .isEqualTo(new Envelope(Header.NONE, "t", new byte[] {1, 2}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "\"{}\"",
        "null",
        "x",
        "{",
        "{}",
        "{\"content_type\":\"t\"}",
        "{\"content\":[]}",
        "{\"content_type\":\"t\",\"content\":null}",
        "{\"content_type\":\"t\",\"content\":{}}",
        "{\"content_type\":\"t\",\"content\":[256]}",
        "{\"content_type\":\"t\",\"content\":[-1]}",
        "{\"content_type\":\"t\",\"content\":[1.0]}",
        "{\"content_type\":\"t\",\"content\":[null]}",
        "{\"content_type\":\"t\",\"content\":\"AQI\"}",
        "{\"content_type\":\"t\",\"content\":\"A_-=\"}",
        "{\"content_type\":\"t\",\"content\":\"AQI=\\n\"}",
        "{\"content_type\":\"t\",\"content\":\"AQJ=\"}",
        "{\"content_type\":1,\"content\":[]}",
        "{\"content_type\":null,\"content\":[]}",
        "{\"content_type\":\"t\",\"content\":[],\"content\":[]}",
        "{\"content_type\":\"t\",\"content\":[],\"header\":null}",
        "{\"content_type\":\"t\",\"content\":[],\"header\":{}}",
        "{\"content_type\":\"t\",\"content\":[],\"header\":{\"seqnum\":1}}",
        "{\"content_type\":\"t\",\"content\":[],\"header\":{\"session_id\":\"\"}}",
        "{\"content_type\":\"t\",\"content\":[],\"header\":{\"seqnum\":-1,\"session_id\":\"\"}}",
        "{\"content_type\":\"t\",\"content\":[],\"header\":{\"seqnum\":0.5,\"session_id\":\"\"}}",
        "{\"content_type\":\"t\",\"content\":[],\"header\":{\"seqnum\":\"1\",\"session_id\":\"\"}}",
        "{\"content_type\":\"t\",\"content\":[],\"header\":{\"seqnum\":1e999999999,\"session_id\":\"\"}}",
        "{\"content_type\":\"t\",\"content\":[],"
            + "\"header\":{\"seqnum\":18446744073709551616,\"session_id\":\"\"}}",
        "{\"content_type\":\"t\",\"content\":[],\"header\":{\"seqnum\":1,\"session_id\":null}}",
        "{\"content_type\":\"t\",\"content\":[],\"header\":{\"seqnum\":1,\"session_id\":\"\",\"kind\":1}}",
        "\uFEFF{\"content_type\":\"t\",\"content\":[]}"
      })
  void refusesOtherJson(String text) {
    assertThatThrownBy(() -> EnvelopeCodec.decode(utf8(text)))
        .isInstanceOf(EnvelopeException.class)
        .hasMessageStartingWith("no envelope: ");
  }

  // The map {"content": h'01', "content_type": "t"}, without and with more.
  private static final String CONTENT = "67 636f6e74656e74 41 01";
  private static final String TYPE = "6c 636f6e74656e745f74797065 61 74";
  private static final String HEADER = "66 686561646572";
  private static final String SEQNUM = "66 7365716e756d";
  private static final String SESSION = "6a 73657373696f6e5f6964";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a2" + CONTENT + TYPE,
        "a2" + TYPE + CONTENT,
        // A map, a length and a number that could be shorter.
        "b90002" + TYPE + CONTENT,
        "a2 7900 0c 636f6e74656e745f74797065 7801 74" + CONTENT,
        "a3" + TYPE + CONTENT + HEADER + "a2" + SEQNUM + "1b0000000000000000" + SESSION + "60",
        "a3" + TYPE + CONTENT + HEADER + "a3" + SEQNUM + "00" + SESSION + "60 64 6b696e64 f6",
        // Unknown members of every kind.
        "a9"
            + TYPE
            + CONTENT
            + "61 61 20 61 62 82 01 02 61 63 a1 01 02 61 64 c0 60 61 65 f5"
            + " 61 66 fb 3ff0000000000000 61 67 f8 20"
      })
  void readsLenientCbor(String digits) {
    assertThat(EnvelopeCodec.decode(hex(digits)))
        .isEqualTo(new Envelope(Header.NONE, "t", new byte[] {1}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a0",
        "a1" + TYPE,
        "a1" + CONTENT,
        "a3" + TYPE + CONTENT + TYPE,
        "a2" + TYPE + CONTENT + "00",
        // Indefinite: the map, the content, a text, an unknown array.
        "bf" + TYPE + CONTENT + "ff",
        "a2" + TYPE + "67 636f6e74656e74 5f 41 01 ff",
        "a2" + CONTENT + "6c 636f6e74656e745f74797065 7f 61 74 ff",
        "a3" + TYPE + CONTENT + "61 61 9f ff",
        // Lengths that the input does not have.
        "ba ffffffff",
        "bb ffffffffffffffff",
        "bb 7fffffffffffffff",
        "a2" + TYPE + "67 636f6e74656e74 5a 7fffffff 01",
        "a2" + TYPE + "67 636f6e74656e74 5b 7fffffffffffffff 01",
        "a2" + TYPE + "67 636f6e74656e74 5b ffffffffffffffff 01",
        "a3" + TYPE + CONTENT + "61 61 9a 7fffffff 00",
        "a3" + TYPE + CONTENT + "61 61 bb 4000000000000000 00",
        // Other types than wanted.
        "a2" + TYPE + "67 636f6e74656e74 61 01",
        "a2" + TYPE + "67 636f6e74656e74 81 01",
        "a2" + CONTENT + "6c 636f6e74656e745f74797065 41 74",
        "a3" + TYPE + CONTENT + "01 01",
        "a3" + TYPE + CONTENT + HEADER + "f6",
        "a3" + TYPE + CONTENT + HEADER + "a0",
        "a3" + TYPE + CONTENT + HEADER + "a2" + SEQNUM + "20" + SESSION + "60",
        "a3" + TYPE + CONTENT + HEADER + "a2" + SEQNUM + "f90000" + SESSION + "60",
        "a3" + TYPE + CONTENT + HEADER + "a2" + SEQNUM + "00" + SEQNUM + "00",
        "a3" + TYPE + CONTENT + HEADER + "a2" + SEQNUM + "00" + SESSION + "f6",
        // Not UTF-8, reserved first bytes, a simple value in the wrong form, a tag of the whole.
        "a2" + CONTENT + "6c 636f6e74656e745f74797065 61 ff",
        "a3" + TYPE + CONTENT + "61 61 62 c3 28",
        "a3" + TYPE + CONTENT + "61 61 1c",
        "a3" + TYPE + CONTENT + "61 61 fe",
        "a3" + TYPE + CONTENT + "61 61 f8 10",
        "a3" + TYPE + CONTENT + "61 61 ff",
        "d9d9f7 a2" + TYPE + CONTENT,
        "80",
        "00"
      })
  void refusesOtherCbor(String digits) {
    assertThatThrownBy(() -> EnvelopeCodec.decode(hex(digits)))
        .isInstanceOf(EnvelopeException.class)
        .hasMessageStartingWith("no envelope: ");
  }

  @Test
  void nestedCborCostsNoStack() {
    byte[] start = hex("a3" + TYPE + CONTENT + "6161");
    byte[] deep = Arrays.copyOf(start, 1_000_000);
    Arrays.fill(deep, start.length, deep.length, (byte) 0x81);
    assertThatThrownBy(() -> EnvelopeCodec.decode(deep))
        .isInstanceOf(EnvelopeException.class)
        .hasMessageContaining("deeper than 64");
  }

  @Test
  void writesHalfPairsInJsonAndRefusesThemInCbor() {
    var envelope = new Envelope(new Header(1, "\uD800", null), "t", new byte[0]);
    assertThat(EnvelopeCodec.decode(EnvelopeCodec.JSON_ARRAY.encode(envelope))).isEqualTo(envelope);
    assertThatThrownBy(() -> EnvelopeCodec.CBOR.encode(envelope))
        .isInstanceOf(EnvelopeException.class);
  }

  @Test
  void saysWhatTheFirstByteIs() {
    assertThatThrownBy(() -> EnvelopeCodec.decode(new byte[0]))
        .hasMessage("no envelope: there are no bytes; an envelope is a JSON object or a CBOR map");
    assertThatThrownBy(() -> EnvelopeCodec.decode(utf8("[1]")))
        .hasMessage(
            "no envelope: the first byte is 0x5b; an envelope is a JSON object or a CBOR map");
  }
}
