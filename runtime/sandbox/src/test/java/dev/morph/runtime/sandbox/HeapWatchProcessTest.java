package dev.morph.runtime.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The watch over a real heap, in a process of its own that may die. */
class HeapWatchProcessTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseSerialGC"})
  void guestsThatHoldWhatTheyAllocateAreEndedAndTheOthersGoOn(String collector) throws Exception {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                collector,
                "-cp",
                System.getProperty("java.class.path"),
                HeapWatchProcess.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = process.waitFor(240, TimeUnit.SECONDS);
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(out, UTF_8);
    assertThat(ended).as("%s", lines).isTrue();
    assertThat(lines)
        .as("%s", lines)
        .filteredOn(line -> line.startsWith("hoarder"))
        .hasSize(9)
        .allMatch(line -> line.equals("hoarder limit-gc-alloc"));
    assertThat(lines).contains("beside served true", "alive");
    if (collector.endsWith("G1GC")) {
      assertThat(lines).contains("beside failed 0");
    }
  }

  @Test
  void theProbeIsAModule() {
    assertThat(dev.morph.testkit.Wat.assemble(HeapWatchProcess.allocating(true))).isNotEmpty();
  }
}
