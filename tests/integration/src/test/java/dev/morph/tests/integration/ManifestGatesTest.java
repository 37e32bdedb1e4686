package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonString;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manifest says beside permissions, held against the binary and this version. */
class ManifestGatesTest {
  @TempDir Path folder;

  private CliRun run(String members) throws IOException {
    Path file = Files.write(folder.resolve("tiny.wasm"), Wat.assemble(Guests.canonicalEcho()));
    Path manifest =
        Files.writeString(
            folder.resolve("manifest.json"),
            "{\"name\":\"tiny\",\"version\":\"1.0.0\"," + members + "}");
    return CliRun.of("run", file.toString(), "run", "--manifest", manifest.toString(), "--json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"contract\":\"integration\" | 0 | ",
        "\"contract\":[\"integration\"] | 0 | ",
        "\"contract\":[] | 0 | ",
        "\"contract\":\"program\" | 2 | manifest-invalid",
        "\"contract\":[\"integration\",\"backend\"] | 2 | manifest-invalid",
        "\"contract\":\"integrations\" | 2 | manifest-invalid",
        "\"requires_morphee_version\":\">=0.9.0\" | 0 | ",
        "\"requires_morph_version\":\"^1.0\" | 0 | ",
        "\"requires_morph_version\":\">=1.1\" | 2 | version-incompatible",
        "\"requires_morphee_version\":\"<1.0\" | 2 | version-incompatible",
        "\"requires_morph_version\":\"1\",\"requires_morphee_version\":\"2\" | 2 | version-incompatible",
        "\"requires_morph_version\":\"newest\" | 2 | manifest-invalid",
        "\"requires_morph_version\":1 | 2 | manifest-invalid"
      })
  void isHeldAgainstTheBinaryAndThisVersion(String members, int exit, String code)
      throws IOException {
    CliRun run = run(members);
    assertThat(run.exit()).as(run.out()).isEqualTo(exit);
    assertThat(run.errorCode()).isEqualTo(code == null ? "" : code);
  }

  @Test
  void theMessageNamesBothSides() throws IOException {
    assertThat(run("\"contract\":\"program\"").out())
        .contains("the manifest says program, and the binary exports integration");
    assertThat(run("\"requires_morph_version\":\">=2.0\"").out())
        .contains("needs a version >=2.0")
        .contains("speaks 1.0.0");
  }

  @Test
  void theContextReachesTheGuestWhole() throws IOException {
    String wat =
        Guests.canonicalEcho()
            .replace("(local.get $params))", "(local.get $context))")
            .replace("(local.get $params_size))", "(local.get 5))");
    Path file = Files.write(folder.resolve("context.wasm"), Wat.assemble(wat));
    CliRun run =
        CliRun.of(
            "run",
            file.toString(),
            "run",
            "--context",
            "{\"user_id\": \"u1\", \"request_id\": \"r1\", \"config\": {\"a\": 1}}");
    assertThat(run.out())
        .isEqualTo("{\"user_id\":\"u1\",\"request_id\":\"r1\",\"config\":{\"a\":1}}\n");
    assertThat(CliRun.of("run", file.toString(), "run").out())
        .matches("\\{\"request_id\":\"[0-9a-f-]{33}\",\"config\":\\{\\}\\}\n");
  }

  @Test
  void secretsDoNotLeaveInTheDetailsOfAnError() throws IOException {
    String description = "{\"name\":\"t\",\"version\":\"1\",\"actions\":[{\"name\":\"run\"}]}";
    String answer =
        "{\"err\":{\"code\":\"open sesame\",\"message\":\"m\",\"details\":{\"k\":[\"is open"
            + " sesame\"]}}}";
    Path file =
        Files.write(
            folder.resolve("leak.wasm"), Wat.assemble(Guests.bytesAnswering(description, answer)));
    CliRun run = CliRun.of("run", file.toString(), "run", "--secret", "key=open sesame", "--json");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).doesNotContain("sesame").contains("is [redacted]");
  }

  @Test
  void inspectSaysWhyAFileCannotBeLoaded() throws IOException {
    String wat =
        Guests.bytesEcho()
            .replaceFirst("\\(module", "(module (import \"env\" \"log\" (func (param i32 i32)))");
    Path file = Files.write(folder.resolve("env.wasm"), Wat.assemble(wat));
    CliRun run = CliRun.of("inspect", file.toString(), "--json");
    assertThat(run.exit()).isZero();
    assertThat(run.document().get("abi")).isEqualTo(new JsonString("bytes"));
    assertThat(Json.write(run.document().get("problem"))).contains("the import env log");
  }
}
