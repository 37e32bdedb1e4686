package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Path SOURCE =
      BuiltGuests.root()
          .resolve(
              "tests/integration/src/test/java/dev/morph/tests/integration/EmbeddingExample.java");

  @Test
  void embeddingExampleOfReadmeIsTheCompiledOne() throws IOException {
    List<String> source = Files.readAllLines(SOURCE);
    List<String> tagged = between(source, "// tag", "// tag");
    List<String> readme =
        between(
            Files.readAllLines(BuiltGuests.root().resolve("README.md")),
            "<!-- embed -->",
            "<!-- /embed -->");

    assertThat(readme.stream().filter(line -> !line.isBlank() && !line.startsWith("```")).toList())
        .isEqualTo(tagged.stream().map(line -> line.substring(4)).toList());
  }

  @Test
  void embeddingExampleGreets() throws Exception {
    BuiltGuests.greeter();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddingExample.class.getName())
            .directory(BuiltGuests.root().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(out.strip()).isEqualTo("{\"greeting\":\"Hello, Ada!\"}");
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> between(List<String> lines, String start, String end) {
    List<String> bare = lines.stream().map(String::strip).toList();
    int first = bare.indexOf(start);
    assertThat(first).as("a line " + start).isNotNegative();
    int length = bare.subList(first + 1, bare.size()).indexOf(end);
    assertThat(length).as("a line " + end + " after " + start).isPositive();
    return lines.subList(first + 1, first + 1 + length);
  }
}
