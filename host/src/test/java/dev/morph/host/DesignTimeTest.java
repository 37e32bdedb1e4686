package dev.morph.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Terms;
import dev.morph.runtime.sandbox.FunctionOutcome;
import dev.morph.runtime.sandbox.FunctionRequest;
import dev.morph.storage.Store;
import dev.morph.storage.audit.AuditCaller;
import dev.morph.storage.audit.AuditEntry;
import dev.morph.storage.audit.AuditFilter;
import dev.morph.storage.audit.AuditResult;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesignTimeTest {
  private static final ExtensionId ID = new ExtensionId("overview");
  private static final String MANIFEST = "{\"name\":\"overview\",\"version\":\"1.0.0\"}";
  private static final String CAPABILITIES =
      "{\"name\":\"overview\",\"version\":\"2.1.0\",\"capabilities\":[{\"name\":\"generate\"}],"
          + "\"targets\":[\"markdown\"]}";
  private static final String DESCRIPTION =
      "{\"name\":\"overview\",\"version\":\"1.0.0\",\"actions\":[{\"name\":\"summarize\","
          + "\"description\":\"Counts.\",\"returns\":{\"type\":\"integer\"}}]}";

  @TempDir private Path folder;
  private final Store store = Store.inMemory();
  private final Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).store(store).build();

  @AfterEach
  void close() {
    morph.close();
    store.close();
  }

  /** A guest of the bytes ABI whose functions answer constants; null traps. */
  private static byte[] guest(String... namesAndAnswers) {
    StringBuilder wat =
        new StringBuilder("(module (memory (export \"memory\") 2)")
            .append("(func (export \"morph_alloc\") (param i32) (result i32) (i32.const 65536))")
            .append("(func (export \"morph_free\") (param i32 i32))");
    int at = 1024;
    for (int i = 0; i < namesAndAnswers.length; i += 2) {
      String content = Base64.getEncoder().encodeToString(namesAndAnswers[i + 1].getBytes(UTF_8));
      String envelope =
          "{\"header\":{\"seqnum\":0,\"session_id\":\"\"},\"content_type\":\"application/json\","
              + "\"content\":\""
              + content
              + "\"}";
      wat.append("(data (i32.const " + at + ") \"" + envelope.replace("\"", "\\\"") + "\")")
          .append("(func (export \"" + namesAndAnswers[i] + "\")")
          .append(" (param i32 i32) (result i64) (i64.const ")
          .append(((long) at << 32) | envelope.length())
          .append("))");
      at += envelope.length() + 64;
    }
    return Wat.assemble(wat.append(")").toString());
  }

  private void install(byte[] wasm) {
    try {
      Path file = Files.write(folder.resolve("guest.wasm"), wasm);
      Approval approval =
          Approval.covering(new Terms(PermissionSet.parse(List.of()), Limits.defaults()), "ada");
      morph
          .extensions()
          .add(morph.extensions().examine(file, MANIFEST.getBytes(UTF_8), null), approval);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private AuditEntry row() {
    return store
        .audit()
        .list(new AuditFilter(ID, null, null, null, null, 10, null))
        .items()
        .getFirst()
        .entry();
  }

  private static FunctionRequest generate() {
    return FunctionRequest.of("backend-generate", List.of(Envelope.json(JsonObject.EMPTY)));
  }

  @Test
  void oneArtifactServesTwoContracts() {
    install(
        guest(
            "get_capabilities",
            CAPABILITIES,
            "backend_generate",
            "{\"artifacts\":[]}",
            "describe",
            DESCRIPTION,
            "execute",
            "{\"ok\":3}"));
    assertThat(Json.write(morph.designTime().capabilities(ID)))
        .isEqualTo(
            "{\"name\":\"overview\",\"version\":\"2.1.0\",\"contracts\":[\"backend\","
                + "\"integration\"],\"capabilities\":[{\"name\":\"summarize\","
                + "\"description\":\"Counts.\",\"return_schema\":{\"type\":\"integer\"}},"
                + "{\"name\":\"generate\"}],\"targets\":[\"markdown\"]}");

    FunctionOutcome outcome = morph.designTime().call(ID, generate(), AuditCaller.CLI);
    assertThat(outcome.orThrow())
        .singleElement()
        .extracting(answer -> new String(answer.content(), UTF_8))
        .isEqualTo("{\"artifacts\":[]}");
    assertThat(row().action()).isEqualTo("backend-generate");
    assertThat(row().result()).isEqualTo(AuditResult.OK);
    assertThat(row().caller()).isEqualTo(AuditCaller.CLI);
    assertThat(row().fuel()).isPositive();
  }

  @Test
  void failuresAreRowsToo() {
    install(guest("backend_generate", "{\"artifacts\":[]}"));
    FunctionOutcome outcome =
        morph
            .designTime()
            .call(
                ID,
                FunctionRequest.of("frontend-compile", List.of(Envelope.json(JsonObject.EMPTY))),
                AuditCaller.API);
    assertThat(outcome).isInstanceOf(FunctionOutcome.Failed.class);
    assertThat(row().action()).isEqualTo("frontend-compile");
    assertThat(row().errorCode()).isEqualTo("contract-unknown");

    morph.extensions().revoke(ID);
    assertThatThrownBy(() -> morph.designTime().call(ID, generate(), AuditCaller.API).orThrow())
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_APPROVED));
    assertThat(row().result()).isEqualTo(AuditResult.DENIED);
  }

  @Test
  void whatIsNotInstalledIsNotCalled() {
    assertThatThrownBy(() -> morph.designTime().call(ID, generate(), AuditCaller.API).orThrow())
        .hasMessageContaining("no extension overview is installed");
    assertThat(store.audit().list(new AuditFilter(ID, null, null, null, null, 10, null)).items())
        .isEmpty();
  }

  @Test
  void capabilitiesOfAnotherShapeAreAFaultOfTheGuest() {
    for (String wrong :
        List.of("[]", "{\"capabilities\":{}}", "{\"name\":5}", "{\"targets\":\"java\"}")) {
      byte[] wasm = guest("get_capabilities", wrong, "backend_generate", "{}");
      try (Extension extension = morph.extensions().load(wasm, LoadOptions.none())) {
        assertThatThrownBy(extension::capabilities)
            .as(wrong)
            .isInstanceOfSatisfying(
                MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.GUEST_RESULT));
      }
    }
  }
}
