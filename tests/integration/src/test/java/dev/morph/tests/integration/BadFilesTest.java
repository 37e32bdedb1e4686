package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.JsonObject;
import dev.morph.host.EngineMode;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no extensions: each is refused with one message that says what it is. */
class BadFilesTest {
  private static final Set<String> CODES =
      Set.of("module-malformed", "module-invalid", "module-refused", "contract-unknown");

  @TempDir Path folder;

  private static String importing(String module, String name) {
    return Guests.bytesEcho()
        .replace(
            "(module (memory",
            "(module (import \"" + module + "\" \"" + name + "\" (func (param i32 i32))) (memory");
  }

  private static byte[] preamble(int... bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = (byte) bytes[i];
    }
    return out;
  }

  static Stream<Arguments> files() {
    String bytes = Guests.bytesEcho();
    return Stream.of(
        Arguments.of("empty", new byte[0], "module-malformed", "empty"),
        Arguments.of("text", "(module)\n".getBytes(UTF_8), "module-malformed", "text"),
        Arguments.of(
            "binary", preamble(0x7f, 'E', 'L', 'F', 2, 1, 1, 0), "module-malformed", "magic"),
        Arguments.of(
            "component", preamble(0, 'a', 's', 'm', 0x0d, 0, 1, 0), "module-refused", "component"),
        Arguments.of(
            "version 2", preamble(0, 'a', 's', 'm', 2, 0, 0, 0), "module-malformed", "version"),
        Arguments.of(
            "empty module",
            preamble(0, 'a', 's', 'm', 1, 0, 0, 0),
            "contract-unknown",
            "morph_alloc"),
        Arguments.of(
            "WASI command",
            Wat.assemble("(module (memory (export \"memory\") 1) (func (export \"_start\")))"),
            "module-refused",
            "_start"),
        Arguments.of(
            "two ABIs",
            Wat.assemble(
                bytes.substring(0, bytes.length() - 1)
                    + "(func (export \"cabi_realloc\") (param i32 i32 i32 i32) (result i32) (i32.const 0)))"),
            "module-refused",
            "cabi_realloc"),
        Arguments.of(
            "unknown import", Wat.assemble(importing("acme", "shout")), "module-refused", "acme"),
        Arguments.of("env.log", Wat.assemble(importing("env", "log")), "module-refused", "log"),
        Arguments.of(
            "Extism",
            Wat.assemble(importing("extism:host/env", "alloc")),
            "module-refused",
            "extism"),
        Arguments.of(
            "unknown function of a known module",
            Wat.assemble(importing("morph", "launch")),
            "module-refused",
            "launch"),
        Arguments.of(
            "memory of env",
            Wat.assemble(
                bytes.replace(
                    "(memory (export \"memory\") 1)",
                    "(import \"env\" \"memory\" (memory 1)) (export \"memory\" (memory 0))")),
            "module-refused",
            "memory"),
        Arguments.of(
            "no contract",
            Wat.assemble(bytes.replace("\"execute\"", "\"perform\"")),
            "contract-unknown",
            "execute"),
        Arguments.of(
            "type error",
            Wat.assemble(bytes.replace("(result i32) (i32.const 1)", "(result i32) (i64.const 1)")),
            "module-invalid",
            ""),
        Arguments.of(
            "segment out of bounds",
            Wat.assemble(bytes.replace("(data (i32.const 16)", "(data (i32.const 65530)")),
            "module-invalid",
            "segment"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void isRefusedWithOneMessageThatSaysWhatItIs(
      String name, byte[] content, String code, String word) throws IOException {
    Path file = Files.write(folder.resolve("bad.wasm"), content);
    for (EngineMode mode : EngineMode.values()) {
      CliRun text = CliRun.of("run", file.toString(), "run", "--engine", mode.word());
      assertThat(text.exit()).as(text.err()).isEqualTo(2);
      assertThat(text.out()).isEmpty();
      assertThat(text.err()).startsWith("error: " + code + ": ").contains(word);
      assertOneMessage(text.err());

      CliRun json = CliRun.of("run", file.toString(), "run", "--engine", mode.word(), "--json");
      assertThat(json.exit()).isEqualTo(2);
      assertThat(json.errorCode()).isEqualTo(code);
      assertThat(json.document().get("error")).isInstanceOf(JsonObject.class);
      assertThat(json.err()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void guestCutAtAnyByteIsRefusedOrFaulty(EngineMode mode) throws IOException {
    byte[] whole = Wat.assemble(Guests.bytesEcho());
    Path file = folder.resolve("cut.wasm");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      CliRun run = CliRun.of("run", file.toString(), "run", "--engine", mode.word(), "--json");
      assertThat(run.exit()).as("cut at " + length + ": " + run.out()).isIn(2, 5);
      assertThat(run.err()).as("cut at " + length).isEmpty();
      if (run.exit() == 2) {
        assertThat(run.errorCode()).as("cut at " + length).isIn(CODES);
      }
      assertOneMessage(run.out());
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void guestWithAnyByteChangedNeverShowsAFaultOfOurs(EngineMode mode) throws IOException {
    byte[] whole = Wat.assemble(Guests.bytesEcho());
    Path file = folder.resolve("changed.wasm");
    for (int at = 8; at < whole.length; at += 3) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << (at % 8));
      Files.write(file, changed);
      CliRun run =
          CliRun.of(
              "run",
              file.toString(),
              "run",
              "--engine",
              mode.word(),
              "--json",
              "--limit",
              "time=2s");
      assertThat(run.exit()).as("changed at " + at + ": " + run.out()).isIn(0, 2, 4, 5);
    }
  }

  @Test
  void missingFileAndFolderAreNamed() {
    for (Path path : new Path[] {folder.resolve("none.wasm"), folder}) {
      for (String command : new String[] {"run", "describe", "inspect"}) {
        String[] args =
            command.equals("run")
                ? new String[] {command, path.toString(), "run"}
                : new String[] {command, path.toString()};
        CliRun run = CliRun.of(args);
        assertThat(run.exit()).as(command).isEqualTo(2);
        assertThat(run.err()).startsWith("error: not-found: ").contains(path.toString());
        assertOneMessage(run.err());
      }
    }
  }

  private static void assertOneMessage(String text) {
    assertThat(text)
        .doesNotContain("\tat ")
        .doesNotContain("Exception")
        .doesNotContain("internal")
        .doesNotContain("com.dylibso");
    assertThat(text.split("error: ", -1)).hasSizeLessThanOrEqualTo(2);
  }
}
