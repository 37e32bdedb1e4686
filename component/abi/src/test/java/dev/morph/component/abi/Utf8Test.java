package dev.morph.component.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Utf8Test {
  private static final int[] EDGES = {
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFE, 0xFF
  };

  private final CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();

  private void agrees(byte... bytes) {
    boolean accepted;
    try {
      strict.decode(ByteBuffer.wrap(bytes));
      accepted = true;
    } catch (CharacterCodingException e) {
      accepted = false;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if ((Utf8.firstFault(bytes) < 0) != accepted
        || (Utf8.firstFault(text, bytes) < 0) != accepted) {
      throw new AssertionError(HexFormat.of().formatHex(bytes) + " accepted: " + accepted);
    }
  }

  @Test
  void agreesWithTheJdksStrictDecoderOnAllPairsOfBytes() {
    for (int pair = 0; pair < 0x10000; pair++) {
      agrees((byte) (pair >> 8), (byte) pair);
    }
  }

  @Test
  void agreesWithTheJdksStrictDecoderAtAllEdgesOfFourBytes() {
    for (int a : EDGES) {
      for (int b : EDGES) {
        for (int c : EDGES) {
          agrees((byte) a, (byte) b, (byte) c);
          for (int d : EDGES) {
            agrees((byte) a, (byte) b, (byte) c, (byte) d);
          }
        }
      }
    }
  }

  @Test
  void encodesEveryScalarValue() {
    for (int code = 0; code <= Character.MAX_CODE_POINT; code++) {
      if (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE) {
        String text = Character.toString(code);
        if (!new String(Utf8.encode(text), StandardCharsets.UTF_8).equals(text)) {
          throw new AssertionError(code);
        }
      }
    }
    assertThat(Utf8.encode("\uD83D")).isEqualTo("\uFFFD".getBytes(StandardCharsets.UTF_8));
  }
}
