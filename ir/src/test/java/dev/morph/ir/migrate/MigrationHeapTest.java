package dev.morph.ir.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.testkit.MorphirData;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a migration needs of the heap, in a process of its own. */
class MigrationHeapTest {
  private static final long MEBIBYTE = 1 << 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"false, 4", "false, 3", "true, 3", "true, 4"})
  void sixTimesTheDocumentAndThirtyTwoMebibytesAreEnough(boolean expanded, int version)
      throws Exception {
    byte[] document = MorphirData.bytes("v3/lcr-morphir-ir.json");
    if (expanded) {
      var four = new ByteArrayOutputStream();
      Migration.run(
          document,
          MigrationTarget.of(4).withExpanded(),
          (bytes, length) -> four.write(bytes, 0, length));
      document = four.toByteArray();
    }
    Path file = Files.write(folder.resolve("ir.json"), document);
    Path out = folder.resolve("out.txt");
    long heap = (6L * document.length + 32 * MEBIBYTE) / MEBIBYTE;
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-cp",
                System.getProperty("java.class.path"),
                MigrationProcess.class.getName(),
                file.toString(),
                Integer.toString(version))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = process.waitFor(240, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).isTrue();
    assertThat(Files.readString(out, UTF_8).strip()).isEqualTo("ok true");
  }
}
