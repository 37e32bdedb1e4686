package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to integrations shows is compiled, and runs. */
class IntegrationsGuideTest {
  private static final Path SOURCE =
      BuiltGuests.root()
          .resolve(
              "tests/integration/src/test/java/dev/morph/tests/integration/IntegrationsExample.java");
  private static final Path GUIDE = BuiltGuests.root().resolve("docs/guides/integrations.md");

  @TempDir private Path folder;

  @Test
  void showsTheCompiledExample() throws IOException {
    List<String> shown =
        ShownCommand.blocks(GUIDE).stream()
            .filter(block -> block.language().equals("java"))
            .map(block -> block.text().strip())
            .toList();
    assertThat(shown)
        .containsExactly(
            ShownCommand.tagged(SOURCE, "native", 2), ShownCommand.tagged(SOURCE, "run", 4));
  }

  @Test
  void theExampleInstallsRegistersAndCalls() throws IOException {
    Path file = folder.resolve("tiny.wasm");
    Files.write(file, withManifest("{\"name\":\"tiny\",\"version\":\"1.0.0\"}"));
    assertThat(IntegrationsExample.run(folder, file))
        .containsExactly(
            "It is noon, u-17", "clock/tell image/view text/edit tiny/run wasm/load", "clock");
  }

  /** The echo, with a manifest as its last section. */
  private static byte[] withManifest(String manifest) {
    byte[] name = "morph:manifest".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] text = manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int size = 1 + name.length + text.length;
    assertThat(size).isLessThan(128);
    String section =
        HexFormat.of().toHexDigits((byte) 0)
            + HexFormat.of().toHexDigits((byte) size)
            + HexFormat.of().toHexDigits((byte) name.length)
            + HexFormat.of().formatHex(name)
            + HexFormat.of().formatHex(text);
    return HexFormat.of()
        .parseHex(HexFormat.of().formatHex(Wat.assemble(Guests.bytesEcho())) + section);
  }
}
