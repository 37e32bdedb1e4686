package dev.morph.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MorphExceptionTest {
  private static String message(String text) {
    return new MorphException(ErrorCode.NOT_FOUND, text).getMessage();
  }

  @Test
  void messagesAreOneLineWhateverStandsInThem() {
    assertThat(message("no\nfile \u001b[31m\u0000\u2028x"))
        .isEqualTo("no\\nfile \\u001b[31m\\u0000\\u2028x");
    assertThat(message("Grüße 世界 \uD83D\uDE00")).isEqualTo("Grüße 世界 \uD83D\uDE00");
    assertThat(message("")).isEmpty();
  }

  @Test
  void messagesAreNotWithoutEnd() {
    assertThat(message("x".repeat(4_000))).hasSize(4_000);
    assertThat(message("x".repeat(4_001))).isEqualTo("x".repeat(4_000) + "... (4001 characters)");
    assertThat(message("x".repeat(3_999) + "\uD83D\uDE00"))
        .isEqualTo("x".repeat(3_999) + "... (4001 characters)");
  }

  @Test
  void whatAnActionSaysStaysAsItIs() {
    assertThat(new MorphException(ErrorCode.ACTION_FAILED, "two\nlines").getMessage())
        .isEqualTo("two\nlines");
  }
}
