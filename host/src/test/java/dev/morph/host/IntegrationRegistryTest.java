package dev.morph.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.host.integration.AiAccess;
import dev.morph.host.integration.ExecutionContext;
import dev.morph.host.integration.Integration;
import dev.morph.host.integration.IntegrationAction;
import dev.morph.host.integration.IntegrationDescription;
import dev.morph.host.integration.NativeIntegration;
import dev.morph.host.integration.SideEffect;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Terms;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.storage.Store;
import dev.morph.storage.audit.AuditCaller;
import dev.morph.storage.audit.AuditEntry;
import dev.morph.storage.audit.AuditFilter;
import dev.morph.storage.audit.AuditResult;
import dev.morph.storage.audit.Verification;
import dev.morph.storage.data.Owner;
import dev.morph.storage.event.Event;
import dev.morph.storage.event.QueuedEvents;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntegrationRegistryTest {
  private static final IntegrationAction RUN =
      IntegrationAction.of("run", "").forAi(AiAccess.EXECUTE).readOnly();
  private static final ExecutionContext ALICE =
      ExecutionContext.user("alice").within("home", "").request("request-1");

  @TempDir private Path folder;
  private Store store;
  private Morph morph;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectory(folder.resolve("files"));
    store = Store.inMemory();
    morph =
        Morph.builder()
            .engine(EngineMode.INTERPRETED)
            .store(store)
            .workspace(folder.resolve("files"))
            .build();
  }

  @AfterEach
  void close() {
    morph.close();
    store.close();
  }

  private static ExtensionId id(String name) {
    return new ExtensionId(name);
  }

  private static NativeIntegration code(
      IntegrationAction action, Function<NativeIntegration.Call, JsonValue> body) {
    return code(IntegrationDescription.of("tiny", "1.0.0", "", List.of(action)), body);
  }

  private static NativeIntegration code(
      IntegrationDescription description, Function<NativeIntegration.Call, JsonValue> body) {
    return new NativeIntegration() {
      @Override
      public IntegrationDescription describe() {
        return description;
      }

      @Override
      public JsonValue execute(Call call) {
        return body.apply(call);
      }
    };
  }

  private Integration register(
      String name, Function<NativeIntegration.Call, JsonValue> body, String... grants) {
    LoadOptions.Builder options = LoadOptions.builder();
    List.of(grants).forEach(options::grant);
    return morph.integrations().register(id(name), code(RUN, body), options.build());
  }

  private void install(String name, String wat, String... grants) throws IOException {
    Path file = Files.write(folder.resolve(name + ".wasm"), Wat.assemble(wat));
    String manifest =
        "{\"name\":\""
            + name
            + "\",\"version\":\"1.0.0\",\"resource_limits\":{\"cpu_fuel\":10000000},\"permissions\":["
            + String.join(",", List.of(grants).stream().map(one -> "\"" + one + "\"").toList())
            + "]}";
    InstallCandidate candidate =
        morph.extensions().examine(file, manifest.getBytes(StandardCharsets.UTF_8), null);
    morph
        .extensions()
        .add(
            candidate,
            Approval.covering(
                new Terms(PermissionSet.parse(List.of(grants)), Limits.defaults()), "ada"));
  }

  private CallOutcome run(String name) {
    return morph.integrations().execute(id(name), "run", JsonObject.EMPTY, ALICE);
  }

  private static MorphException error(CallOutcome outcome) {
    assertThat(outcome).isInstanceOf(CallOutcome.Failed.class);
    return ((CallOutcome.Failed) outcome).error();
  }

  private List<AuditEntry> rows() {
    return store.audit().list(AuditFilter.ALL).items().stream().map(row -> row.entry()).toList();
  }

  @Test
  void javaCodeAndAnExtensionAreListedCalledAndAuditedAlike() throws IOException {
    install("wasm-tiny", Guests.bytesEcho());
    register("java-tiny", call -> new JsonString("echo"));
    List<Integration> tiny =
        morph.integrations().list().stream()
            .filter(one -> one.id().value().endsWith("-tiny"))
            .toList();
    assertThat(tiny).extracting(one -> one.id().value()).containsExactly("java-tiny", "wasm-tiny");
    assertThat(tiny.get(0).actions())
        .isEqualTo(tiny.get(1).actions())
        .containsExactly(
            new IntegrationAction("run", "", null, null, AiAccess.EXECUTE, SideEffect.READ));
    JsonObject params = JsonObject.builder().put("n", 1).build();
    for (Integration one : tiny) {
      assertThat(Json.write(one.execute("run", params, ALICE).orThrow())).isEqualTo("\"echo\"");
      assertThat(error(one.execute("fly", params, ALICE)))
          .hasMessage("there is no action \"fly\"; the extension has run");
    }
    assertThat(rows()).hasSize(4);
    assertThat(rows().reversed())
        .extracting(row -> row.extensionId() + " " + comparable(row))
        .containsExactly(
            "java-tiny 1.0.0 run alice home OK null request-1 API",
            "java-tiny 1.0.0 fly alice home ERROR unknown-action request-1 API",
            "wasm-tiny 1.0.0 run alice home OK null request-1 API",
            "wasm-tiny 1.0.0 fly alice home ERROR unknown-action request-1 API");
    assertThat(store.audit().verify()).isInstanceOf(Verification.Intact.class);
  }

  private static String comparable(AuditEntry row) {
    return String.join(
        " ",
        row.version(),
        row.action(),
        row.userId(),
        row.groupId(),
        row.result().name(),
        String.valueOf(row.errorCode()),
        row.requestId(),
        row.caller().name());
  }

  @Test
  void everyEndOfACallHasItsResultInItsRow() throws IOException {
    install("ok", Guests.bytesEcho());
    install("trap", Guests.bytesTrap());
    install("limit", Guests.bytesSpin());
    install("denied", Guests.bytesCalling("notify_send", "{\"title\":\"a\",\"text\":\"b\"}"));
    List.of("ok", "trap", "limit", "denied").forEach(this::run);
    morph.extensions().enable(id("ok"), false);
    run("ok");
    assertThat(rows().reversed())
        .extracting(row -> row.result() + " " + row.errorCode() + " " + row.denials().size())
        .containsExactly(
            "OK null 0",
            "TRAP guest-trap 0",
            "LIMIT limit-fuel 0",
            "ERROR action-failed 1",
            "DENIED not-approved 0");
    assertThat(rows().get(2).fuel()).isBetween(10_000_000L, 10_100_000L);
    assertThat(rows().get(1).denials().getFirst().permission()).isEqualTo("notify:send");
    assertThat(rows().get(1).denials().getFirst().code()).isEqualTo("permission-not-declared");
  }

  @Test
  void javaCodeIsHeldToItsSchemasAndLimits() {
    JsonObject schema =
        (JsonObject)
            Json.parse(
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}");
    morph
        .integrations()
        .register(
            id("strict"),
            code(RUN.taking(schema), call -> new JsonString("x".repeat(3_000))),
            LoadOptions.builder().limit("result-size=2KiB").build());
    assertThat(error(run("strict")).code()).isEqualTo(ErrorCode.PARAMS_INVALID);
    assertThat(
            error(
                    morph
                        .integrations()
                        .execute(
                            id("strict"), "run", JsonObject.builder().put("n", 1).build(), ALICE))
                .code())
        .isEqualTo(ErrorCode.LIMIT_RESULT_SIZE);
  }

  @Test
  void javaCodeThatDoesNotAnswerIsInterruptedAtItsLimitOfTime() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    morph
        .integrations()
        .register(
            id("slow"),
            code(RUN, call -> asleep(interrupted)),
            LoadOptions.builder().limit("time=100ms").build());
    MorphException late = error(run("slow"));
    assertThat(late.code()).isEqualTo(ErrorCode.LIMIT_TIME);
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(rows().getFirst().result()).isEqualTo(AuditResult.LIMIT);
  }

  private static JsonValue asleep(CountDownLatch interrupted) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
    return new JsonString("late");
  }

  @Test
  void aFaultOfJavaCodeIsATrapWithoutItsText() {
    register(
        "broken",
        call -> {
          throw new IllegalStateException("password=hunter2");
        });
    register(
        "deep",
        call -> {
          throw new StackOverflowError();
        });
    register(
        "honest",
        call -> {
          throw new MorphException(ErrorCode.ACTION_FAILED, "no such issue");
        });
    assertThat(error(run("broken")).code()).isEqualTo(ErrorCode.GUEST_TRAP);
    assertThat(error(run("broken"))).hasMessage("the action broke off: IllegalStateException");
    assertThat(error(run("deep")).code()).isEqualTo(ErrorCode.GUEST_TRAP);
    assertThat(error(run("honest"))).hasMessage("no such issue");
  }

  @Test
  void aDescriptionWithAFaultIsRefusedAndTheIdStaysFree() {
    IntegrationDescription twice =
        IntegrationDescription.of("tiny", "1.0.0", "", List.of(RUN, RUN));
    assertThatThrownBy(() ->
            morph
                .integrations()
                .register(
                    id("twice"), code(twice, NativeIntegration.Call::params), LoadOptions.none()))
        .hasMessageContaining("lists the action run twice");
    register("twice", NativeIntegration.Call::params);
    assertThatThrownBy(() -> register("twice", NativeIntegration.Call::params))
        .hasMessageContaining("choose another id");
    assertThat(morph.integrations().unregister(id("twice"))).isTrue();
    assertThat(morph.integrations().unregister(id("twice"))).isFalse();
    assertThat(error(run("twice")).code()).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void oneCallsAnotherAsFarAsItIsGranted() throws IOException {
    install("maker", Guests.bytesCalling("data_create_task", "{\"title\":\"x\"}"), "task:create");
    Function<NativeIntegration.Call, JsonValue> calls =
        call -> call.call(id("maker"), "run", JsonObject.EMPTY).orThrow();
    register("may", calls, "extension:call=maker/run");
    register("may-not", calls, "extension:call=maker/other");
    assertThat(Json.write(run("may").orThrow())).matches("\"[0-9a-f-]{36}\"");
    assertThat(error(run("may-not")))
        .hasMessage(
            "permission-not-granted: extension:call of maker/run; grant it with --grant"
                + " extension:call=maker/run");
    // both calls of the chain have their row, for the same user
    assertThat(rows())
        .extracting(row -> row.extensionId() + " " + row.userId() + " " + row.result())
        .containsExactly("may-not alice DENIED", "maker alice OK", "may alice OK");
  }

  @Test
  void callsDoNotGoRoundNorTooDeep() {
    for (int i = 1; i <= 6; i++) {
      String next = i == 6 ? "e1" : "e" + (i + 1);
      register(
          "e" + i,
          call -> call.call(id(next), "run", JsonObject.EMPTY).orThrow(),
          "extension:call");
    }
    assertThat(error(run("e1")))
        .hasMessageContaining("at most 4 deep")
        .hasMessageContaining("e1 -> e2 -> e3 -> e4 -> e5 -> e6");
    assertThat(error(run("e4"))).hasMessageContaining("at most 4 deep");
    register(
        "self", call -> call.call(id("self"), "run", JsonObject.EMPTY).orThrow(), "extension:call");
    assertThat(error(run("self"))).hasMessageContaining("leads back to self");
  }

  @Test
  void theTimeOfACallerBoundsWhatItCalls() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    register("sleeper", call -> asleep(interrupted));
    morph
        .integrations()
        .register(
            id("hasty"),
            code(RUN, call -> call.call(id("sleeper"), "run", JsonObject.EMPTY).orThrow()),
            LoadOptions.builder().grant("extension:call").limit("time=200ms").build());
    assertThat(error(run("hasty")).code()).isEqualTo(ErrorCode.LIMIT_TIME);
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void javaCodeSeesWhoCallsByOpaqueIds() {
    register(
        "who",
        call ->
            JsonObject.builder()
                .put("user", call.context().userId())
                .put("group", call.context().groupId())
                .put("request", call.context().requestId())
                .put("caller", call.context().caller().word())
                .put("left", call.timeLeft().isPositive())
                .build());
    assertThat(
            Json.write(
                morph
                    .integrations()
                    .execute(id("who"), "run", JsonObject.EMPTY, ALICE.by(AuditCaller.AI))
                    .orThrow()))
        .isEqualTo(
            "{\"user\":\"alice\",\"group\":\"home\",\"request\":\"request-1\",\"caller\":\"ai\","
                + "\"left\":true}");
  }

  @Test
  void javaCodeGetsEventsLikeAnExtension() throws InterruptedException {
    IntegrationDescription listening =
        IntegrationDescription.of("ear", "1.0.0", "", List.of(RUN)).listeningTo(List.of("issue.*"));
    CountDownLatch heard = new CountDownLatch(1);
    Integration ear =
        morph
            .integrations()
            .register(
                id("ear"),
                code(
                    listening,
                    call -> {
                      assertThat(call.params().get("topic"))
                          .isEqualTo(new JsonString("issue.created"));
                      heard.countDown();
                      return JsonNumber.of(1);
                    }),
                LoadOptions.builder().grant("event:listen").build());
    assertThat(morph.events().listen(ear).topics()).containsExactly("issue.*");
    new QueuedEvents(store.events(), () -> {}).publish(event());
    assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
    morph.events().close();
    assertThat(rows().getFirst().action()).isEqualTo("on_event");
  }

  private static Event event() {
    return new Event(
        "issue.created", JsonObject.EMPTY, "jira", Instant.now(), Owner.user("alice"), "", 1);
  }

  @Test
  void filesAreOpenedByWhoeverOpensTheirEnding() throws IOException {
    Path files = folder.resolve("files");
    Files.write(files.resolve("tiny.wasm"), Wat.assemble(Guests.bytesEcho()));
    Files.writeString(files.resolve("notes.md"), "# Notes\n");
    Files.write(files.resolve("dot.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    Files.writeString(files.resolve("fake.png"), "no image");
    assertThat(openers(".wasm")).containsExactly("wasm", "text");
    assertThat(openers(".SVG")).containsExactly("image", "text");
    assertThat(openers(".nothing")).isEmpty();
    morph.integrations().openWith(".wasm", id("text"));
    assertThat(openers(".wasm")).containsExactly("text", "wasm");
    assertThatThrownBy(() -> morph.integrations().openWith(".md", id("image")))
        .hasMessageContaining("not .md");

    assertThat(open("wasm", "load", "tiny.wasm")).contains("\"abi\":\"bytes\"");
    assertThat(open("text", "edit", "notes.md")).contains("\"content\":\"# Notes\\n\"");
    assertThat(open("text", "edit", "tiny.wasm")).contains("\"content\":\"0061736d");
    assertThat(open("image", "view", "dot.png")).contains("image/png");
    assertThat(error(opened("image", "view", "fake.png"))).hasMessage("fake.png is no image/png");
    assertThat(error(opened("text", "edit", "../store.db")).code())
        .isEqualTo(ErrorCode.PARAMS_INVALID);
    assertThat(error(opened("text", "edit", "none.md")).code()).isEqualTo(ErrorCode.NOT_FOUND);
    JsonObject change =
        JsonObject.builder().put("path", "new/a.txt").put("content", "hällo").build();
    morph.integrations().execute(id("text"), "edit", change, ALICE).orThrow();
    assertThat(files.resolve("new/a.txt")).hasContent("hällo");
  }

  private List<String> openers(String ending) {
    return morph.integrations().openers(ending).stream().map(one -> one.id().value()).toList();
  }

  private CallOutcome opened(String by, String action, String path) {
    return morph
        .integrations()
        .execute(id(by), action, JsonObject.builder().put("path", path).build(), ALICE);
  }

  private String open(String by, String action, String path) {
    return Json.write(opened(by, action, path).orThrow());
  }

  @Test
  void anExtensionThatOpensFilesStandsBesideTheOthersInOpenWith() throws IOException {
    install(
        "sheets",
        Guests.bytesAnswering(
            "{\"name\":\"sheets\",\"version\":\"1.0.0\",\"actions\":[{\"name\":\"run\"}],"
                + "\"opens\":[\".csv\"]}",
            "{}"));
    assertThat(openers(".csv")).containsExactly("text", "sheets");
    morph.integrations().openWith(".csv", id("sheets"));
    assertThat(openers(".csv")).containsExactly("sheets", "text");
    morph.extensions().enable(id("sheets"), false);
    assertThat(openers(".csv")).containsExactly("text");
  }

  @Test
  void theApplicationSaysWhoOpensWhatFirst() {
    try (Morph own =
        Morph.builder()
            .store(store)
            .openWith(".SVG", id("text"))
            .openWith(".md", id("not-there"))
            .build()) {
      assertThat(own.integrations().openers(".svg"))
          .extracting(one -> one.id().value())
          .containsExactly("text", "image");
      assertThat(own.integrations().openers(".md"))
          .extracting(one -> one.id().value())
          .containsExactly("text");
    }
  }

  @Test
  void rowsGoWhereTheApplicationWantsThem() {
    List<AuditEntry> own = new ArrayList<>();
    try (Morph other = Morph.builder().store(store).audit(own::add).build()) {
      Integration unused =
          other
              .integrations()
              .register(id("tiny"), code(RUN, NativeIntegration.Call::params), LoadOptions.none());
      other.integrations().execute(id("tiny"), "run", JsonObject.EMPTY, ALICE).orThrow();
    }
    assertThat(own).hasSize(1);
    assertThat(rows()).isEmpty();
    assertThat(ExecutionAudit.line(own.getFirst()))
        .matches(
            "execution extension=tiny version=\"1.0.0\" action=\"run\" result=ok ms=\\d+ fuel=0"
                + " host_calls=0 user=\"alice\" group=\"home\" request=\"request-1\" caller=api"
                + " id=[0-9a-f-]{36}");
  }

  @Test
  void aLineOfTheLogHoldsWhatOthersChoseInQuotes() {
    List<AuditEntry> own = new ArrayList<>();
    try (Morph other = Morph.builder().store(store).audit(own::add).build()) {
      ExecutionContext evil = ExecutionContext.user("a\nexecution extension=x");
      CallOutcome unused =
          other.integrations().execute(id("text"), "x\" result=ok", JsonObject.EMPTY, evil);
    }
    assertThat(ExecutionAudit.line(own.getFirst()))
        .contains("action=\"x\\\" result=ok\" result=error error=unknown-action")
        .contains("user=\"a\\nexecution extension=x\"")
        .doesNotContain("\n");
  }

  @Test
  void aCallWhoseRowIsLostSaysSo() {
    register("tiny", NativeIntegration.Call::params);
    store.close();
    MorphException lost = error(run("tiny"));
    assertThat(lost.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    assertThat(lost).hasMessageContaining("its audit row is lost");
  }
}
