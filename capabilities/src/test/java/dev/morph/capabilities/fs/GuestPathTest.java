package dev.morph.capabilities.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.runtime.capability.HostFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../x",
        "a/../x",
        "a/..",
        "a/.. /b",
        "/etc/passwd",
        "//server/share",
        "\\\\server\\share",
        "a\\..\\b",
        "C:\\x",
        "C:/x",
        "c:x",
        "a:stream",
        "a.txt::$DATA",
        "a\0b",
        "a\nb",
        "\u001b[2J",
        "a\u007f",
        "a\u0085b",
        "nul",
        "NUL",
        "a/Con",
        "con.txt",
        "aux .log",
        "com1",
        "LPT9.tar.gz",
        "com\u00b2",
        "conin$",
        "a.",
        "a ",
        "a. /b",
        "...",
        ". .",
        "cafe\u0301",
        "\uff0e\uff0e/x",
        "a\uff0fb",
        "a\uff3cb",
        "C\uff1ax",
        "\u2025",
        "a\ud800b",
        ".morph-0123.tmp",
        "notes/.morph-x.tmp"
      })
  void refusesWhatSomeSystemReadsAsSomethingElse(String path) {
    assertThatThrownBy(() -> GuestPath.parse(path))
        .isInstanceOfSatisfying(
            HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID))
        .hasMessageMatching("request-invalid: the path [ -~]+");
  }

  @ParameterizedTest
  @CsvSource({
    "a, a",
    "notes/a.md, notes/a.md",
    "./a, a",
    "a//b/, a/b",
    ".hidden, .hidden",
    "a/./b, a/b",
    "., ''",
    "'', ''",
    "..a, ..a",
    "a..b/c, a..b/c",
    "console, console",
    "com10, com10",
    "café/日本, café/日本",
    "😀.md, 😀.md",
    "' a', ' a'"
  })
  void bringsTheRestIntoOneForm(String raw, String path) {
    assertThat(GuestPath.parse(raw)).isEqualTo(path);
    assertThat(GuestPath.parse(path)).isEqualTo(path);
  }

  @Test
  void boundsLengthAndDepth() {
    assertThat(GuestPath.parse("x".repeat(255))).hasSize(255);
    assertThatThrownBy(() -> GuestPath.parse("x".repeat(256))).hasMessageContaining("255 bytes");
    assertThatThrownBy(() -> GuestPath.parse("é".repeat(128))).hasMessageContaining("255 bytes");
    assertThatThrownBy(() -> GuestPath.parse("a/".repeat(65))).hasMessageContaining("64 parts");
    assertThatThrownBy(() -> GuestPath.parse("abcdefg/".repeat(200)))
        .hasMessageContaining("1024 bytes");
    assertThatThrownBy(() -> GuestPath.parse("a".repeat(50_000_000)))
        .hasMessageContaining("1024 bytes");
  }

  @Test
  void theRootIsNoFile() {
    assertThatThrownBy(() -> GuestPath.parseBelowRoot("./."))
        .hasMessageContaining("is the root of the workspace");
  }
}
