package dev.morph.base.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the named documents of {@code cases.txt}. */
class JsonCasesTest {
  static List<Arguments> cases() throws IOException {
    var cases = new ArrayList<Arguments>();
    try (var in = JsonCasesTest.class.getResourceAsStream("cases.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.startsWith("#")) {
          int space = line.indexOf(' ');
          cases.add(Arguments.of(line.substring(0, space), bytes(line.substring(space + 1))));
        }
      }
    }
    return cases;
  }

  private static byte[] bytes(String text) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.write(text.charAt(i));
      }
    }
    return out.toByteArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void readsOrRefuses(String name, byte[] document) {
    if (name.startsWith("y_") || name.startsWith("i_accept_")) {
      JsonValue value = Json.parse(document);
      assertThat(Json.parse(Json.writeUtf8(value))).isEqualTo(value);
      assertThat(Json.parse(Json.writePretty(value))).isEqualTo(value);
    } else {
      assertThatThrownBy(() -> Json.parse(document))
          .isInstanceOfSatisfying(
              JsonException.class,
              e -> {
                assertThat(e.offset()).isBetween(0L, (long) document.length);
                assertThat(e.getMessage()).matches("\\P{Cntrl}+ \\(at offset \\d+\\)");
              });
    }
  }

  @Test
  void theListIsWhole() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(300);
    assertThat(cases().stream().map(c -> (String) c.get()[0]))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("(y|n|i_accept|i_refuse)_\\w+"));
  }
}
