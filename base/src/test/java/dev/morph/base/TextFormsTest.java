package dev.morph.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests, sizes, ids, base64 and UTF-8. */
class TextFormsTest {
  @Test
  void hashesAsThePlatformDoes() throws Exception {
    var random = new Random(5);
    for (int length = 0; length < 300; length++) {
      byte[] bytes = new byte[length < 290 ? length : length * 1000];
      random.nextBytes(bytes);
      byte[] wanted = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertThat(Digest.of(bytes).hex()).isEqualTo(HexFormat.of().formatHex(wanted));
    }
  }

  @Test
  void hashesTheStandardsExample() {
    assertThat(Digest.of("abc".getBytes(UTF_8)))
        .hasToString("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        .isEqualTo(Digest.parse(Digest.of("abc".getBytes(UTF_8)).toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256:",
        "sha256:abc",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha256:BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
        "sha256:ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      })
  void refusesOtherDigests(String text) {
    assertThatThrownBy(() -> Digest.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 1, 1",
    "1023, 1023, 1023",
    "1024, 1024, 1KiB",
    "64KiB, 65536, 64KiB",
    "1024KiB, 1048576, 1MiB",
    "256MiB, 268435456, 256MiB",
    "4GiB, 4294967296, 4GiB",
    "0GiB, 0, 0",
    "9223372036854775807, 9223372036854775807, 9223372036854775807"
  })
  void readsAndPrintsSizes(String text, long bytes, String printed) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes)).hasToString(printed);
    assertThat(ByteSize.parse(printed)).isEqualTo(new ByteSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "+1",
        "1.5MiB",
        "KiB",
        "1 KiB",
        " 1",
        "1kib",
        "1KB",
        "1MB",
        "1K",
        "0x10",
        "1e3",
        "9223372036854775808",
        "8589934592GiB",
        "99999999999999999999",
        "1KiBMiB",
        "\u0661"
      })
  void refusesOtherSizes(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"");
  }

  @Test
  void countsUnits() {
    assertThat(ByteSize.kib(2)).isEqualTo(new ByteSize(2048)).isLessThan(ByteSize.mib(1));
    assertThat(ByteSize.gib(1)).isEqualTo(ByteSize.mib(1024));
    assertThatThrownBy(() -> ByteSize.gib(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new ByteSize(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "echo", "hello-world", "a-", "a--b", "updates2"})
  void readsIds(String text) {
    assertThat(new ExtensionId(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        "A",
        "a_b",
        "a.b",
        "a/b",
        "..",
        "a b",
        "é",
        "a\n",
        "installed",
        "install",
        "catalog",
        "updates"
      })
  void refusesOtherIds(String text) {
    assertThatThrownBy(() -> new ExtensionId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void idsHave63CharactersAtTheMost() {
    assertThat(new ExtensionId("a".repeat(63)).value()).hasSize(63);
    assertThatThrownBy(() -> new ExtensionId("a".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void base64AgreesWithThePlatform() {
    var random = new Random(2);
    for (int length = 0; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String text = Base64.getEncoder().encodeToString(bytes);
      assertThat(Base64Text.encode(bytes)).isEqualTo(text);
      assertThat(Base64Text.decode(text)).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "AA",
        "AAA",
        "AA=",
        "A===",
        "====",
        "=AAA",
        "AA=A",
        "AAAA=",
        "AA==AAAA",
        "AAA\n",
        "A A=",
        "AA-_",
        "AAé=",
        "AB==",
        "AAB=",
        "AAAAA==="
      })
  void refusesOtherBase64(String text) {
    assertThatThrownBy(() -> Base64Text.decode(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void utf8IsWhatAStrictDecoderTakes() {
    var random = new Random(9);
    byte[] leads = {'a', (byte) 0x80, (byte) 0xBF, (byte) 0xC0, (byte) 0xC2, (byte) 0xE0};
    byte[] more = {(byte) 0xED, (byte) 0xEF, (byte) 0xF0, (byte) 0xF4, (byte) 0xF5, (byte) 0x9F};
    int valid = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(1, 6)];
      for (int k = 0; k < bytes.length; k++) {
        bytes[k] =
            switch (random.nextInt(4)) {
              case 0 -> leads[random.nextInt(leads.length)];
              case 1 -> more[random.nextInt(more.length)];
              case 2 -> (byte) random.nextInt(0x80, 0xC0);
              default -> (byte) random.nextInt(256);
            };
      }
      boolean strict = strict(bytes);
      valid += strict ? 1 : 0;
      assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(strict);
    }
    assertThat(valid).isGreaterThan(1000);
  }

  private static boolean strict(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void utf8LooksAtItsRangeOnly() {
    byte[] bytes = {(byte) 0xFF, 'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF};
    assertThat(Utf8.isValid(bytes, 1, 3)).isTrue();
    assertThat(Utf8.isValid(bytes, 1, 2)).isFalse();
    assertThatThrownBy(() -> Utf8.isValid(bytes, 1, Integer.MAX_VALUE))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(Utf8.loneSurrogate("a\uD83D\uDE00\uDE00")).isEqualTo(3);
  }
}
