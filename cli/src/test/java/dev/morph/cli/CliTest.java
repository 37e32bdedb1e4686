package dev.morph.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
  /** A schema with one property of each type; the guest answers its parameters. */
  private static final String DESCRIPTION =
      Guests.DESCRIPTION.replace(
          "\"name\":\"run\"",
          "\"name\":\"run\",\"parameters\":{\"type\":\"object\",\"properties\":{\"s\":{\"type\":\"string\"},"
              + "\"n\":{\"type\":\"integer\"},\"b\":{\"type\":\"boolean\"},\"a\":{\"type\":\"array\"}}}");

  @TempDir Path folder;
  private Path echo;
  private Path vault;

  record Run(int exit, String out, String err) {}

  private static Run run(String... args) {
    return runWith("", args);
  }

  private static Run runWith(String in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Cli.run(
            args,
            new ByteArrayInputStream(in.getBytes(UTF_8)),
            new PrintStream(out, false, UTF_8),
            new PrintStream(err, false, UTF_8));
    return new Run(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  private static JsonObject document(Run run) {
    assertThat(run.out().strip()).doesNotContain("\n");
    return (JsonObject) Json.parse(run.out());
  }

  @BeforeEach
  void assemble() throws IOException {
    echo = Files.write(folder.resolve("echo.wasm"), Wat.assemble(describing(DESCRIPTION)));
    vault = Files.write(folder.resolve("vault.wasm"), Wat.assemble(vaultGuest()));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** The canonical echo with another description. */
  private static String describing(String description) {
    return Guests.canonicalEcho()
        .replace(escaped(Guests.DESCRIPTION), escaped(description))
        .replaceFirst(
            "\\(i32.const\\s+" + Guests.DESCRIPTION.length() + "\\s*\\)",
            "(i32.const " + description.length() + ")");
  }

  /** An echo that reads the secret "tiny" and logs it (level info). */
  private static String vaultGuest() {
    // "tiny" stands in the description, which begins at 16: {"name":"tiny"
    return Guests.canonicalEcho()
        .replace(
            "(module (memory",
            "(module (import \"morphee:extensions/vault@1.0.0\" \"get-secret\" (func $get (param i32"
                + " i32 i32))) (import \"morphee:extensions/log@1.0.0\" \"log\" (func $log (param"
                + " i32 i32 i32))) (memory")
        .replace(
            "(i32.store8 (i32.const 0) (i32.const 0))",
            "(call $get (i32.const 25) (i32.const 4) (i32.const 3000)) (call $log (i32.const 2)"
                + " (i32.load (i32.const 3004)) (i32.load (i32.const 3008)))"
                + " (i32.store8 (i32.const 0) (i32.const 0))");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "run",
        "run FILE",
        "run FILE run --wat",
        "run FILE run {} {}",
        "run FILE run {",
        "run FILE run []",
        "run FILE run -p novalue",
        "run FILE run -p =x",
        "run FILE run -p :=1",
        "run FILE run -p x:=nope",
        "run FILE run --context []",
        "run FILE run --context x",
        "run FILE run --secret novalue",
        "run FILE run --limit memory=2TiB",
        "run FILE run --limit memory=-1",
        "run FILE run --limit pages=1",
        "run FILE run --grant fly",
        "run FILE run --grant http:read=*",
        "run FILE run --allow-private 300.0.0.0/8",
        "run FILE run --engine jit",
        "run FILE run --manifest missing.json",
        "run FILE run @missing.json",
        "run FILE run @a\u0000b",
        "run FILE run --secret a=@a\u0000b",
        "run a\u0000b run",
        "run FILE run --context {\"user_id\":5}",
        "run FILE run --context {\"config\":[]}",
        "run FILE run --context {\"user\":\"u\"}",
        "run FILE walk",
        "run FILE run -p n=many",
        "describe",
        "inspect --all",
        "version now",
        "completion fish"
      })
  void wrongUsageIsExitTwoInBothForms(String line) {
    String[] args =
        line.isEmpty() ? new String[0] : line.replace("FILE", echo.toString()).split(" ");
    Run text = run(args);
    assertThat(text.exit()).as(text.err()).isEqualTo(2);
    assertThat(text.out()).isEmpty();
    assertThat(text.err()).startsWith("error: ").doesNotContain("\tat ");

    String[] withJson = java.util.Arrays.copyOf(args, args.length + 1);
    withJson[args.length] = "--json";
    Run json = run(withJson);
    assertThat(json.exit()).isEqualTo(2);
    assertThat(json.err()).isEmpty();
    JsonObject error = (JsonObject) document(json).members().get("error");
    assertThat(error.members()).containsOnlyKeys("code", "category", "message", "details");
    assertThat(error.get("category")).isEqualTo(new JsonString("user"));
  }

  @Test
  void misspeltOptionsAndCommandsAreCorrected() {
    assertThat(run("inspct", echo.toString()).err()).contains("did you mean").contains("inspect");
    assertThat(run("run", echo.toString(), "run", "--stat").err()).contains("--stats");
  }

  @Test
  void parametersFollowTheSchema() {
    String file = echo.toString();
    assertThat(run("run", file, "run", "-p", "s=1", "-p", "n=2", "-p", "b=true", "-p", "a=[3]"))
        .isEqualTo(new Run(0, "{\"s\":\"1\",\"n\":2,\"b\":true,\"a\":[3]}\n", ""));
    assertThat(run("run", file, "run", "-p", "free=7", "--param", "json:={\"x\": null}").out())
        .isEqualTo("{\"free\":\"7\",\"json\":{\"x\":null}}\n");
    assertThat(run("run", file, "run", "-p", "s=a=b:=c").out()).isEqualTo("{\"s\":\"a=b:=c\"}\n");
    assertThat(run("run", file, "run", "-p", "s=").out()).isEqualTo("{\"s\":\"\"}\n");
    assertThat(run("run", file, "run", "-p", "s=@none", "-p", "free=-1").out())
        .isEqualTo("{\"s\":\"@none\",\"free\":\"-1\"}\n");
  }

  @Test
  void parametersComeFromTextFileOrInput() throws IOException {
    String file = echo.toString();
    Path params = Files.writeString(folder.resolve("p.json"), "{\"s\": \"from file\", \"n\": 1}");
    assertThat(run("run", file, "run", "{\"s\": \"here\"}").out()).isEqualTo("{\"s\":\"here\"}\n");
    assertThat(run("run", file, "run", "@" + params).out())
        .isEqualTo("{\"s\":\"from file\",\"n\":1}\n");
    assertThat(runWith("{\"s\": \"in\"}", "run", file, "run", "-").out())
        .isEqualTo("{\"s\":\"in\"}\n");
    assertThat(run("run", file, "run", "@" + params, "-p", "n=2").out())
        .isEqualTo("{\"s\":\"from file\",\"n\":2}\n");
  }

  @Test
  void fileOfParametersIsNeverReadAsArguments() throws IOException {
    Path options = Files.writeString(folder.resolve("options"), "--grant vault:read --stats");
    Run run = run("run", echo.toString(), "run", "@" + options);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("the parameters are not JSON");
  }

  @Test
  void faultsOfParametersAreListedTogether() {
    Run run = run("run", echo.toString(), "run", "{\"s\": 1, \"n\": \"x\"}");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: params-invalid: ").contains("/s").contains("/n");
  }

  @Test
  void outputIsUtf8() {
    assertThat(run("run", echo.toString(), "run", "-p", "s=Grüße 世界 \uD83D\uDE00").out())
        .isEqualTo("{\"s\":\"Grüße 世界 \uD83D\uDE00\"}\n");
  }

  @Test
  void statsAreOneLineBesideTheResult() {
    Run run = run("run", echo.toString(), "run", "--stats");
    assertThat(run.out()).isEqualTo("{}\n");
    JsonObject stats = (JsonObject) Json.parse(run.err());
    assertThat(stats.members())
        .containsOnlyKeys("fuel", "fuel_setup", "peak_memory_bytes", "host_calls", "time_us");
    Run interpreted = run("run", echo.toString(), "run", "--stats", "--engine", "interpreted");
    JsonObject same = (JsonObject) Json.parse(interpreted.err());
    assertThat(((JsonNumber) stats.get("fuel")).longValueExact()).isPositive();
    assertThat(same.get("fuel")).isEqualTo(stats.get("fuel"));
    assertThat(same.get("fuel_setup")).isEqualTo(stats.get("fuel_setup"));
    assertThat(stats.get("peak_memory_bytes")).isEqualTo(JsonNumber.of(65_536));

    JsonObject document = document(run("run", echo.toString(), "run", "--stats", "--json"));
    assertThat(document.members()).containsOnlyKeys("ok", "stats");
  }

  @Test
  void secretsAreMaskedInLogAndTrace() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "open sesame\n");
    for (String given : List.of("tiny=open sesame", "tiny=@" + secret)) {
      Run run =
          run(
              "run",
              vault.toString(),
              "run",
              "--grant",
              "vault:read=tiny",
              "--secret",
              given,
              "--trace");
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.err())
          .contains("info: [redacted]")
          .contains("trace: ")
          .contains("get-secret")
          .doesNotContain("sesame");
      Run json =
          run(
              "run",
              vault.toString(),
              "run",
              "--grant",
              "vault:read=tiny",
              "--secret",
              given,
              "--trace",
              "--json");
      assertThat(((JsonArray) document(json).members().get("trace")).items()).hasSize(2);
      assertThat(json.out() + json.err()).doesNotContain("sesame");
    }
  }

  @Test
  void deniedCallWithoutResultIsExitThree() {
    Run run = run("run", vault.toString(), "run", "--secret", "tiny=open sesame");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(
            "error: permission-not-granted: vault:read of tiny; grant it with --grant"
                + " vault:read=tiny")
        .doesNotContain("sesame");
  }

  @Test
  void contextIsHandedOn() {
    assertThat(run("run", echo.toString(), "run", "--context", "{\"user_id\": \"u1\"}").exit())
        .isZero();
  }

  @Test
  void describePrintsWhatTheExtensionSays() {
    assertThat(run("describe", echo.toString(), "--json").out()).isEqualTo(DESCRIPTION + "\n");
    Run pretty = run("describe", echo.toString());
    assertThat(pretty.out()).contains("\n  \"name\": \"tiny\"");
    assertThat(Json.parse(pretty.out())).isEqualTo(Json.parse(DESCRIPTION));
  }

  @Test
  void inspectSaysWhatAFileIsWithoutRunningIt() throws IOException {
    JsonObject json = document(run("inspect", vault.toString(), "--json"));
    assertThat(json.members())
        .containsKeys("kind", "abi", "contracts", "imports", "permissions", "exports", "size");
    assertThat(json.get("kind")).isEqualTo(new JsonString("core"));
    assertThat(json.get("abi")).isEqualTo(new JsonString("canonical"));
    assertThat(json.get("contracts")).isEqualTo(list(new JsonString("integration")));
    assertThat(json.get("permissions")).isEqualTo(list(new JsonString("vault:read")));
    assertThat(json.get("size")).isEqualTo(JsonNumber.of(Files.size(vault)));
    assertThat(((JsonArray) json.members().get("imports")).items().getFirst())
        .isEqualTo(
            JsonObject.builder()
                .put("module", "morphee:extensions/vault@1.0.0")
                .put("name", "get-secret")
                .build());
    assertThat(run("inspect", vault.toString()).out()).contains("vault:read").contains("canonical");
  }

  @Test
  void inspectOfSpinningStartFunctionReturns() throws IOException {
    Path file =
        Files.write(
            folder.resolve("start.wasm"),
            Wat.assemble("(module (func $s (loop $l (br $l))) (start $s))"));
    JsonObject json = document(run("inspect", file.toString(), "--json"));
    assertThat(json.get("abi")).isEqualTo(JsonNull.NULL);
    assertThat(json.get("start_function")).isEqualTo(Json.parse("true"));
  }

  private static JsonArray list(JsonValue... values) {
    return new JsonArray(List.of(values));
  }

  @Test
  void versionNamesTheContract() {
    assertThat(run("version").out()).startsWith("morph ").contains("contract 1.0.0");
    assertThat(document(run("version", "--json")).members())
        .containsOnlyKeys("version", "contract");
    assertThat(run("--version")).isEqualTo(new Run(0, run("version").out(), ""));
  }

  @Test
  void completionIsAScriptThatBashReads() throws Exception {
    Run run = run("completion");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("inspect").contains("--allow-private");
    Path script = Files.writeString(folder.resolve("completion.sh"), run.out());
    Process bash;
    try {
      bash = new ProcessBuilder("bash", "-n", script.toString()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw dev.morph.testkit.NotRun.because("completion script", "install bash");
    }
    assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(bash.waitFor()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "describe", "inspect", "version", "completion"})
  void helpOfEachCommandHasAnExample(String command) {
    Run run = command.isEmpty() ? run("--help") : run(command, "--help");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Usage: ").contains("Example").contains("morph");
    assertThat(run.err()).isEmpty();
    if (!command.isEmpty()) {
      assertThat(run("help", command).out()).isEqualTo(run.out());
      assertThat(run(command, "--version")).isEqualTo(run("--version"));
    }
  }

  @Test
  void controlCharactersOfAGuestAreShownNotObeyed() throws IOException {
    String wat =
        Guests.bytesAnswering(
            Guests.DESCRIPTION, "{\"err\":\"\\u001b[2Jcleared\\u0007 \\u009b31m\"}");
    Path file = Files.write(folder.resolve("rude.wasm"), Wat.assemble(wat));
    Run run = run("run", file.toString(), "run");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("\\u001b[2Jcleared\\u0007")
        .doesNotContain("\u001b")
        .doesNotContain("\u009b");
  }
}
