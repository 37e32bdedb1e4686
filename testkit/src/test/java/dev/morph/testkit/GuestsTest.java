package dev.morph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuestsTest {
  @TempDir Path folder;

  static Stream<Map.Entry<String, String>> guests() {
    return Map.of(
        "bytes echo", Guests.bytesEcho(),
        "bytes spin", Guests.bytesSpin(),
        "bytes trap", Guests.bytesTrap(),
        "bytes grow", Guests.bytesGrow(),
        "bytes recurse", Guests.bytesRecurse(),
        "canonical echo", Guests.canonicalEcho(),
        "canonical spin", Guests.canonicalSpin(),
        "canonical trap", Guests.canonicalTrap(),
        "canonical grow", Guests.canonicalGrow(),
        "canonical recurse", Guests.canonicalRecurse())
        .entrySet()
        .stream();
  }

  /** Node's engine is another reader of our bytes; it also runs what ends. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("guests")
  void isAcceptedAndDescribesItself(Map.Entry<String, String> guest)
      throws IOException, InterruptedException {
    Path node =
        Stream.of(System.getenv("PATH").split(":"))
            .map(entry -> Path.of(entry, "node"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () -> NotRun.because("tiny guests under Node", "install node 20 or later"));
    Path module = Files.write(folder.resolve("guest.wasm"), Wat.assemble(guest.getValue()));
    Path script = Files.writeString(folder.resolve("run.mjs"), SCRIPT);
    var process =
        new ProcessBuilder(
                node.toString(),
                script.toString(),
                module.toString(),
                String.valueOf(guest.getKey().contains("echo")))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(said)
        .isEqualTo(
            Guests.DESCRIPTION
                + (!guest.getKey().contains("echo")
                    ? ""
                    : guest.getKey().startsWith("bytes") ? "{\"ok\":\"echo\"}" : "{\"a\":1}"));
  }

  @Test
  void answersWhatATestWants() {
    assertThat(Guests.bytesAnswering("{}", "{\"err\":\"no\"}")).contains("eyJlcnIiOiJubyJ9");
  }

  private static final String SCRIPT =
      """
      import { readFileSync } from 'node:fs';
      const { exports: e } = (await WebAssembly.instantiate(readFileSync(process.argv[2]), {})).instance;
      const text = (p, n) => Buffer.from(e.memory.buffer, p, n).toString();
      const word = at => new DataView(e.memory.buffer).getUint32(at, true);
      const packed = r => text(Number(r >> 32n), Number(r & 0xffffffffn));
      const content = json => Buffer.from(JSON.parse(json).content, 'base64').toString();
      const echo = process.argv[3] === 'true';
      if (e.morph_alloc) {
        process.stdout.write(content(packed(e.describe(e.morph_alloc(2), 2))));
        if (echo) process.stdout.write(content(packed(e.execute(e.morph_alloc(100000), 100000))));
      } else {
        const d = e.describe();
        process.stdout.write(text(word(d), word(d + 4)));
        const p = e.cabi_realloc(0, 0, 1, 7);
        Buffer.from(e.memory.buffer, p, 7).write('{"a":1}');
        if (echo) { const r = e.execute(0, 0, p, 7, 0, 0); process.stdout.write(text(word(r + 4), word(r + 8))); }
      }
      """;
}
