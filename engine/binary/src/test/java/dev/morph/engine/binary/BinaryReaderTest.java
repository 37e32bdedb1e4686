package dev.morph.engine.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.engine.api.ModuleException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers at their edges (core spec 5.2.2). */
class BinaryReaderTest {
  private static BinaryReader reader(String hex) {
    byte[] bytes = java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
    return new BinaryReader(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "7f, 127",
    "80 01, 128",
    "80 00, 0",
    "80 80 80 80 00, 0",
    "ff ff ff ff 0f, 4294967295"
  })
  void readsUnsigned32(String hex, long expected) {
    var in = reader(hex);
    assertThat(in.u32()).isEqualTo(expected);
    assertThat(in.atEnd()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "7f, -1",
    "40, -64",
    "3f, 63",
    "ff 00, 127",
    "80 7f, -128",
    "ff ff ff ff 07, 2147483647",
    "80 80 80 80 78, -2147483648",
    "ff ff ff ff 7f, -1"
  })
  void readsSigned32(String hex, int expected) {
    var in = reader(hex);
    assertThat(in.s32()).isEqualTo(expected);
    assertThat(in.atEnd()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ff ff ff ff ff ff ff ff ff 00, 9223372036854775807",
    "80 80 80 80 80 80 80 80 80 7f, -9223372036854775808",
    "ff ff ff ff ff ff ff ff ff 7f, -1"
  })
  void readsSigned64(String hex, long expected) {
    assertThat(reader(hex).s64()).isEqualTo(expected);
  }

  @Test
  void readsUnsigned64() {
    assertThat(reader("ff ff ff ff ff ff ff ff ff 01").u64()).isEqualTo(-1L);
  }

  @ParameterizedTest
  @CsvSource({
    "ff ff ff ff 1f, integer too large",
    "80 80 80 80 10, integer too large",
    "80 80 80 80 80 00, integer representation too long",
    "80 80 80 80, unexpected end",
    "'', unexpected end"
  })
  void refusesUnsigned32(String hex, String message) {
    assertThatThrownBy(() -> reader(hex).u32())
        .isInstanceOf(ModuleException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "ff ff ff ff 0f, integer too large",
    "80 80 80 80 70, integer too large",
    "ff ff ff ff 4f, integer too large",
    "80 80 80 80 80 00, integer representation too long",
    "ff ff ff ff ff 7f, integer representation too long"
  })
  void refusesSigned32(String hex, String message) {
    assertThatThrownBy(() -> reader(hex).s32())
        .isInstanceOf(ModuleException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "ff ff ff ff ff ff ff ff ff 01, integer too large",
    "80 80 80 80 80 80 80 80 80 7e, integer too large",
    "80 80 80 80 80 80 80 80 80 80 00, integer representation too long"
  })
  void refusesSigned64(String hex, String message) {
    assertThatThrownBy(() -> reader(hex).s64())
        .isInstanceOf(ModuleException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsWhatTheWriterWrites() {
    var random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      byte[] bytes =
          new BinaryWriter()
              .u32((int) number)
              .u64(number)
              .s64(number)
              .s64((int) number)
              .toByteArray();
      var in = new BinaryReader(bytes, 0, bytes.length);
      assertThat(in.u32()).isEqualTo(number & 0xFFFF_FFFFL);
      assertThat(in.u64()).isEqualTo(number);
      assertThat(in.s64()).isEqualTo(number);
      assertThat(in.s32()).isEqualTo((int) number);
      assertThat(in.atEnd()).isTrue();
    }
  }

  @Test
  void neverCountsMoreEntriesThanBytes() {
    assertThatThrownBy(() -> reader("ff ff ff ff 0f").count())
        .isInstanceOf(ModuleException.class)
        .hasMessageContaining("4294967295 entries announced");
  }

  @Test
  void refusesNamesThatAreNotUtf8() {
    assertThatThrownBy(() -> reader("02 c3 28").name())
        .isInstanceOf(ModuleException.class)
        .hasMessageContaining("UTF-8");
  }
}
