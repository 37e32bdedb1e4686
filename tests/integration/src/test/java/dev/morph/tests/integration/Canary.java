package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text that must be unreachable: ASCII, and found nowhere else.
 *
 * @param text at least 12 characters
 */
record Canary(String text) {
  /** Fails if any of these shows it: as text, base64 at any offset, hexadecimal or byte values. */
  void assertUnseen(String... shown) {
    for (String one : shown) {
      assertThat(one).doesNotContain(forms());
    }
  }

  private List<String> forms() {
    byte[] bytes = text.getBytes(UTF_8);
    List<String> forms = new ArrayList<>();
    forms.add(text);
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(text.chars().mapToObj(Integer::toString).collect(Collectors.joining(",")));
    for (int offset = 0; offset < 3; offset++) {
      byte[] moved = new byte[offset + bytes.length];
      System.arraycopy(bytes, 0, moved, offset, bytes.length);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(moved);
      forms.add(base64.substring(4, base64.length() - 4));
    }
    return forms;
  }
}
