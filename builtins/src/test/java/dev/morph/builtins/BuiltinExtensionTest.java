package dev.morph.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.ir.Distribution;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.Path;
import dev.morph.ir.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltinExtensionTest {
  private static final String LIBRARY =
      "{\"formatVersion\":3,\"distribution\":[\"Library\",[[\"my\",\"org\"]],[],{\"modules\":[]}]}";

  private static final BuiltinExtension BACKEND =
      BuiltinExtension.ofBackend(
          BuiltinDescription.backend("names", "Names", "Says the package's name."),
          (ir, options) ->
              new Backend.Generated(
                  List.of(new Backend.Artifact("name.txt", ir.packageName() + " " + options)),
                  List.of()));

  private static final BuiltinExtension FRONTEND =
      BuiltinExtension.ofFrontend(
          BuiltinDescription.frontend("none", "None", "Makes a package without modules."),
          (sources, options) -> {
            String name = sources.getFirst().content();
            return name.isEmpty()
                ? new Frontend.Compiled(
                    null,
                    List.of(
                        new DesignDiagnostic(
                            Severity.ERROR, "no_name", "the source is empty", null)))
                : new Frontend.Compiled(
                    new Distribution.Library(
                        Path.parse(name), Map.of(), new PackageDefinition(Map.of())),
                    List.of(
                        new DesignDiagnostic(
                            Severity.INFO, "seen", sources.getFirst().path() + options, null)));
          });

  private static Envelope json(String text) {
    return new Envelope(Envelope.Header.NONE, Envelope.JSON, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Envelope answer) {
    assertThat(answer.header().kind()).isNull();
    return new String(answer.content(), StandardCharsets.UTF_8);
  }

  private static BuiltinException error(Envelope answer) {
    return Objects.requireNonNull(BuiltinException.of(answer));
  }

  @Test
  void aBackendGetsTheIrAndItsOptions() {
    Envelope request = json("{\"options\":{\"a\":1},\"ir\":" + LIBRARY + "}");
    assertThat(text(BACKEND.call("backend-generate", request)))
        .isEqualTo(
            "{\"artifacts\":[{\"path\":\"name.txt\",\"content\":\"my-org {\\\"a\\\":1}\"}],"
                + "\"diagnostics\":[]}");
  }

  @Test
  void aBackendReadsADocumentAlone() {
    var request =
        new Envelope(
            Envelope.Header.NONE, IrMessage.IR_JSON, LIBRARY.getBytes(StandardCharsets.UTF_8));
    assertThat(text(BACKEND.call("backend-generate", request))).contains("my-org {}");
  }

  @Test
  void faultsOfTheIrAreDiagnosticsWithTheirPlaces() {
    Envelope request = json("{\"ir\":" + LIBRARY.replace("\"my\"", "\"m y\"") + "}");
    BuiltinException error = error(BACKEND.call("backend-generate", request));
    assertThat(error.code()).isEqualTo("ir-invalid");
    assertThat(error.diagnostics()).hasSize(1);
    assertThat(error.diagnostics().getFirst().get("path"))
        .isEqualTo(new JsonString("/distribution/1/0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "backend-generate | {} | request-invalid | ir is missing",
        "backend-generate | [] | request-invalid | must be a JSON object",
        "backend-generate | {\"ir\":{ | request-invalid | not JSON",
        "backend-generate | {\"ir\":{},\"options\":[]} | request-invalid | options must be",
        "backend-generate | {\"ir\":{},\"ir\":{}} | request-invalid | two members",
        "frontend-compile | {} | function-unknown | it has get-capabilities and backend-generate",
      })
  void whatIsWrongWithARequestIsAnError(String function, String request, String code, String says) {
    BuiltinException error = error(BACKEND.call(function, json(request)));
    assertThat(error.code()).isEqualTo(code);
    assertThat(error).hasMessageContaining(says);
  }

  @Test
  void anotherContentTypeIsNamed() {
    var request =
        new Envelope(Envelope.Header.NONE, "application/json; charset=utf-8", new byte[0]);
    assertThat(error(BACKEND.call("backend-generate", request)))
        .hasMessageContaining("application/json; charset=utf-8");
  }

  @Test
  void deepNestingIsADiagnosticAndNoOverflow() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    BuiltinException error = error(BACKEND.call("backend-generate", json("{\"ir\":" + deep + "}")));
    assertThat(error.code()).isEqualTo("ir-invalid");
    BuiltinException options =
        error(
            BACKEND.call("backend-generate", json("{\"ir\":{},\"options\":{\"a\":" + deep + "}}")));
    assertThat(options.code()).isEqualTo("request-invalid");
  }

  @Test
  void aFrontendAnswersTheIrLast() {
    Envelope request =
        json(
            "{\"sources\":[{\"path\":\"a.txt\",\"content\":\"my/org\"}],"
                + "\"options\":{\"target_version\":\"v3\",\"b\":2}}");
    IrMessage answer = IrMessage.of(FRONTEND.call("frontend-compile", request));
    assertThat(new String(answer.requireIr(), StandardCharsets.UTF_8))
        .startsWith("{\"formatVersion\":3");
    assertThat(answer.members().toString()).contains("a.txt{\\\"b\\\":2}");
  }

  @Test
  void oneSourceMayComeAsText() {
    var request =
        new Envelope(Envelope.Header.NONE, "text/x-elm", "my/org".getBytes(StandardCharsets.UTF_8));
    IrMessage answer = IrMessage.of(FRONTEND.call("frontend-compile", request));
    assertThat(((JsonObject) Json.parse(answer.requireIr())).get("formatVersion").toString())
        .contains("4");
    var wrong = new Envelope(Envelope.Header.NONE, "text/x-elm", new byte[] {(byte) 0xff});
    assertThat(error(FRONTEND.call("frontend-compile", wrong))).hasMessageContaining("UTF-8");
  }

  @Test
  void sourcesWithErrorsAreAnErrorWithAllDiagnostics() {
    BuiltinException error =
        error(
            FRONTEND.call(
                "frontend-compile", json("{\"sources\":[{\"path\":\"a\",\"content\":\"\"}]}")));
    assertThat(error.code()).isEqualTo("compile-failed");
    assertThat(error).hasMessageContaining("1 error;");
    assertThat(error.diagnostics().getFirst().get("code")).isEqualTo(new JsonString("no_name"));
    assertThat(error(FRONTEND.call("frontend-compile", json("{\"sources\":[{\"path\":1}]}"))))
        .hasMessageContaining("/sources/0");
  }

  @Test
  void capabilitiesHaveTheShapeOfTheContract() {
    assertThat(text(BACKEND.call("get-capabilities", json("{}"))))
        .isEqualTo(
            "{\"name\":\"names\",\"version\":\"0.1.0\",\"contracts\":[\"backend\"],"
                + "\"capabilities\":[{\"name\":\"generate\","
                + "\"description\":\"Says the package's name.\"}],\"targets\":[\"names\"]}");
  }

  @Test
  void theVersionIsThatOfTheProject() throws IOException {
    java.nio.file.Path pom =
        java.nio.file.Path.of(System.getProperty("morph.root"), "build", "parent", "pom.xml");
    assertThat(Files.readString(pom))
        .contains("<version>" + BuiltinDescription.VERSION + "-SNAPSHOT</version>");
  }

  @Test
  void theRegistryFindsByIdTargetAndLanguage() {
    BuiltinRegistry registry = BuiltinRegistry.of(List.of(BACKEND, FRONTEND));
    assertThat(registry.find("names")).containsSame(BACKEND);
    assertThat(registry.findTarget("names")).containsSame(BACKEND);
    assertThat(registry.findLanguage("none")).containsSame(FRONTEND);
    assertThat(registry.findTarget("none")).isEmpty();
    assertThat(registry.targets()).containsExactly("names");
    assertThat(registry.languages()).containsExactly("none");
    List<BuiltinExtension> twice = new ArrayList<>(List.of(BACKEND, BACKEND));
    assertThatThrownBy(() -> BuiltinRegistry.of(twice)).hasMessageContaining("names");
  }
}
