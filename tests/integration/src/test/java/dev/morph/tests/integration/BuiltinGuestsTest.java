package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.builtins.BuiltinDescription;
import dev.morph.builtins.BuiltinException;
import dev.morph.builtins.BuiltinExtension;
import dev.morph.builtins.IrMessage;
import dev.morph.builtins.StandardBuiltins;
import dev.morph.host.EngineMode;
import dev.morph.host.Morph;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.testkit.MorphirData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in extensions answer the same bytes natively and as guests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuiltinGuestsTest {
  /** Generated Java is for those who have a JVM. */
  private static final Set<String> WITHOUT_GUEST = Set.of("java");

  private static final String MIGRATE = "migrate";
  private Morph compiled;

  @BeforeAll
  void open() {
    compiled = Morph.builder().build();
  }

  @AfterAll
  void close() {
    compiled.close();
  }

  private static List<String> documents() {
    List<String> files = new ArrayList<>();
    for (String folder : List.of("v1", "v2", "v3", "v4")) {
      files.addAll(MorphirData.files(folder));
    }
    return files;
  }

  private static List<String> ids() {
    return StandardBuiltins.all().extensions().stream()
        .map(one -> one.description().id())
        .filter(id -> !WITHOUT_GUEST.contains(id))
        .toList();
  }

  private static BuiltinExtension natively(String id) {
    return StandardBuiltins.all().find(id).orElseThrow();
  }

  private static String function(BuiltinDescription description) {
    return switch (description.contracts().getFirst()) {
      case BuiltinDescription.FRONTEND -> BuiltinExtension.FRONTEND_COMPILE;
      case BuiltinDescription.BACKEND -> BuiltinExtension.BACKEND_GENERATE;
      default -> BuiltinExtension.TRANSFORM;
    };
  }

  private static Envelope request(String members, byte[] ir) {
    return new IrMessage((JsonObject) Json.parse(members), ir).toEnvelope();
  }

  private static void same(Morph morph, String id, Envelope request) {
    BuiltinExtension nativeOne = natively(id);
    String function = function(nativeOne.description());
    Envelope expected = nativeOne.call(function, request);
    Envelope answer = morph.builtins().find(id).orElseThrow().call(function, request);
    assertThat(answer.header()).isEqualTo(expected.header());
    assertThat(answer.contentType()).isEqualTo(expected.contentType());
    assertThat(java.util.Arrays.equals(answer.content(), expected.content()))
        .as(
            "%s of %s",
            expected.content().length < 400
                ? new String(answer.content(), StandardCharsets.UTF_8)
                : "the answer",
            id)
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aDocumentMigratesToTheSameBytes(String file) {
    byte[] document = MorphirData.bytes(file);
    same(compiled, MIGRATE, request("{\"target_version\":\"v4\"}", document));
    same(compiled, MIGRATE, request("{\"target_version\":\"v4\",\"expanded\":true}", document));
    same(compiled, MIGRATE, request("{\"target_version\":\"v3\"}", document));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void backendsGenerateTheSameBytes(String file) {
    byte[] document = MorphirData.bytes(file);
    for (BuiltinExtension backend : compiled.builtins().extensions()) {
      if (!backend.description().targets().isEmpty()) {
        same(compiled, backend.description().id(), request("{}", document));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "twice : Int -> Int\ntwice n =\n    n * 2\n",
        "type Shape = Circle Float | Box { width : Int }\n",
        "wrong : Int\nwrong =\n    missing 'c'\n",
        "cut : Int -> ("
      })
  void sourcesCompileToTheSameBytes(String declarations) {
    JsonObject source =
        JsonObject.builder()
            .put("path", "App.elm")
            .put("content", "module App exposing (..)\n\n" + declarations)
            .build();
    same(
        compiled,
        "elm",
        Envelope.json(
            JsonObject.builder()
                .put("sources", JsonArray.of(source))
                .put("options", JsonObject.builder().put("package", "my-org").build())
                .build()));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void whatIsWrongIsTheSameError(String id) {
    byte[] half = "{\"formatVersion\":3,\"distribution\":[\"Lib".getBytes(StandardCharsets.UTF_8);
    same(compiled, id, request("{}", half));
    same(compiled, id, request("{\"options\":7}", "{}".getBytes(StandardCharsets.UTF_8)));
    same(compiled, id, Envelope.json(JsonObject.EMPTY));
    same(
        compiled,
        id,
        new Envelope(Envelope.Header.NONE, "image/png", new byte[] {1, 2, (byte) 0xff}));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void capabilitiesAreTheSame(String id) {
    Envelope ask = Envelope.json(JsonObject.EMPTY);
    assertThat(compiled.builtins().find(id).orElseThrow().call("get-capabilities", ask))
        .isEqualTo(natively(id).call("get-capabilities", ask));
  }

  @Test
  void allButThoseNamedHaveAGuest() {
    assertThat(compiled.builtins().extensions())
        .extracting(one -> one.description().id())
        .containsExactlyElementsOf(ids());
  }

  @Test
  void theInterpreterAnswersTheSame() {
    try (Morph interpreted = Morph.builder().engine(EngineMode.INTERPRETED).build()) {
      byte[] document = MorphirData.bytes("v3/business-terms.json");
      same(interpreted, MIGRATE, request("{}", document));
      same(interpreted, "json-schema", request("{}", document));
    }
  }

  @Test
  void limitsEndACall() {
    Limits little = Limits.defaults().with(Limit.FUEL, 1_000_000);
    try (Morph morph = Morph.builder().limits(little).build()) {
      BuiltinExtension migrate = morph.builtins().find(MIGRATE).orElseThrow();
      Envelope request = request("{}", MorphirData.bytes("v3/greeting-example.json"));
      assertThatThrownBy(() -> migrate.call("transform", request))
          .isInstanceOfSatisfying(
              MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_FUEL));
    }
  }

  @Test
  void aFunctionOfAnotherContractIsRefused() {
    BuiltinExtension migrate = compiled.builtins().find(MIGRATE).orElseThrow();
    assertThatThrownBy(() -> migrate.call("backend-generate", Envelope.json(JsonObject.EMPTY)))
        .isInstanceOf(MorphException.class)
        .hasMessageContaining("transform");
    assertThat(BuiltinException.of(natively(MIGRATE).call("x", Envelope.json(JsonObject.EMPTY))))
        .hasMessageContaining("transform");
  }
}
