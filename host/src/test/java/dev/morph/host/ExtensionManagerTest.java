package dev.morph.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.host.integration.ExecutionContext;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Terms;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.TaskFilter;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionManagerTest {
  private static final ExtensionId MAKER = new ExtensionId("maker");
  private static final String MAKES_TASKS =
      Guests.bytesCalling("data_create_task", "{\"title\":\"seen\"}");
  private static final String MANIFEST =
      "{\"name\":\"maker\",\"version\":\"1.0.0\",\"permissions\":[\"task:create\"]}";

  @TempDir private Path folder;
  private Store store;
  private Morph morph;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.file(folder.resolve("store.db")));
    morph = open(Limits.defaults());
  }

  private Morph open(Limits limits) {
    return Morph.builder()
        .engine(EngineMode.INTERPRETED)
        .store(store)
        .limits(limits)
        .eventPause(Duration.ofMillis(1))
        .build();
  }

  @AfterEach
  void close() {
    morph.close();
    store.close();
  }

  private ExtensionManager manager() {
    return morph.extensions();
  }

  private Path file(String wat) {
    try {
      return Files.write(folder.resolve("guest.wasm"), Wat.assemble(wat));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private InstallCandidate examine(String wat, String manifest) {
    return manager().examine(file(wat), manifest.getBytes(StandardCharsets.UTF_8), null);
  }

  private static Approval covering(String... grants) {
    return Approval.covering(
        new Terms(PermissionSet.parse(List.of(grants)), Limits.defaults()), "ada");
  }

  private Installed install(String wat, String manifest, String... grants) {
    return manager().add(examine(wat, manifest), covering(grants));
  }

  private CallOutcome run() {
    return morph
        .integrations()
        .execute(MAKER, "run", JsonObject.EMPTY, ExecutionContext.user("alice"));
  }

  private ErrorCode failure() {
    CallOutcome outcome = run();
    assertThat(outcome).isInstanceOf(CallOutcome.Failed.class);
    return ((CallOutcome.Failed) outcome).error().code();
  }

  private static void assertRefused(Runnable work, ErrorCode code, String... texts) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            MorphException.class,
            error -> {
              assertThat(error.code()).isEqualTo(code);
              for (String text : texts) {
                assertThat(error.getMessage()).contains(text);
              }
            });
  }

  @Test
  void whatIsApprovedRunsUnderItsIdAndIsKeptInTheStore() {
    Installed installed = install(MAKES_TASKS, MANIFEST, "task:create");
    assertThat(installed.runs()).isTrue();
    assertThat(installed.latest().signed()).isFalse();
    assertThat(installed.grant()).isNotNull();
    assertThat(installed.grant().approved()).isEqualTo(installed.latest().digest());
    assertThat(Json.write(run().orThrow())).matches("\"[0-9a-f-]{36}\"");
    assertThat(store.tasks().list(Owner.user("alice"), TaskFilter.ALL).items()).hasSize(1);
    morph.close();
    morph = open(Limits.defaults());
    assertThat(manager().list()).extracting(Installed::id).containsExactly(MAKER);
    assertThat(run()).isInstanceOf(CallOutcome.Ok.class);
  }

  @Test
  void examiningKeepsNothingAndSaysAllThatAPersonNeeds() {
    InstallCandidate candidate =
        examine(
            MAKES_TASKS,
            "{\"name\":\"maker\",\"version\":\"1.0.0\",\"permissions\":[\"notify:send\"],"
                + "\"resource_limits\":{\"memory_mb\":512}}");
    assertThat(candidate.imports().words())
        .containsExactly(
            "imports, but does not ask for: data_create_task of morph (data:write or task:create)",
            "asks for, but does not need: notify:send");
    assertThat(candidate.terms().limits().value(Limit.MEMORY)).isEqualTo(512L << 20);
    assertThat(candidate.change()).isNull();
    assertThat(manager().list()).isEmpty();
    assertThat(store.artifacts().find(candidate.digest())).isEmpty();
  }

  @Test
  void nothingIsInstalledThatIsNotApproved() {
    InstallCandidate candidate = examine(MAKES_TASKS, MANIFEST);
    String digest = candidate.terms().digest().toString();
    assertRefused(
        () -> manager().add(candidate, covering()),
        ErrorCode.NOT_APPROVED,
        "New: Create tasks",
        "--approve " + digest);
    assertRefused(
        () -> manager().add(candidate, covering("notify:send")),
        ErrorCode.NOT_APPROVED,
        "Create tasks");
    assertRefused(
        () -> manager().add(candidate, Approval.exactly(Digest.of(new byte[0]), "ada")),
        ErrorCode.NOT_APPROVED,
        "is not what maker asks for");
    assertThat(manager().list()).isEmpty();
    assertThat(failure()).isEqualTo(ErrorCode.NOT_FOUND);
    manager().add(candidate, Approval.exactly(candidate.terms().digest(), "ada"));
    assertThat(run()).isInstanceOf(CallOutcome.Ok.class);
  }

  @Test
  void aLimitAboveTheDefaultIsApprovedToo() {
    InstallCandidate candidate =
        examine(MAKES_TASKS, MANIFEST.replace("}", ",\"resource_limits\":{\"memory_mb\":512}}"));
    assertRefused(
        () -> manager().add(candidate, covering("task:create")),
        ErrorCode.NOT_APPROVED,
        "memory from 256 MiB to 512 MiB");
    Limits more = Limits.defaults().parse("memory=512MiB");
    manager()
        .add(
            candidate,
            Approval.covering(new Terms(PermissionSet.parse(List.of("task:create")), more), "ada"));
    assertThat(run()).isInstanceOf(CallOutcome.Ok.class);
  }

  @Test
  void aCeilingThatIsLoweredLaterHolds() {
    install(Guests.bytesGrow(), "{\"name\":\"maker\",\"version\":\"1.0.0\"}");
    morph.close();
    morph = open(Limits.defaults().withCeiling(Limit.MEMORY, 2L << 20));
    CallOutcome outcome = run();
    assertThat(outcome.report().stats().peakMemoryBytes()).isLessThanOrEqualTo(2L << 20);
  }

  @Test
  void whatAnOperatorGivesToAllHoldsAndIsNoPartOfAnApproval() {
    Terms asked = examine(Guests.bytesGrow(), "{\"name\":\"maker\",\"version\":\"1.0.0\"}").terms();
    install(Guests.bytesGrow(), "{\"name\":\"maker\",\"version\":\"1.0.0\"}");
    morph.close();
    morph = open(Limits.defaults().with(Limit.MEMORY, 4L << 20));
    assertThat(run().report().stats().peakMemoryBytes()).isLessThanOrEqualTo(4L << 20);
    InstallCandidate again =
        examine(Guests.bytesGrow(), "{\"name\":\"maker\",\"version\":\"1.0.0\"}");
    assertThat(again.terms().digest()).isEqualTo(asked.digest());
    assertThat(again.change()).isNotNull();
    assertThat(again.change().empty()).isTrue();
    morph.close();
    morph = open(Limits.defaults().with(Limit.MEMORY, 512L << 20));
    assertThat(manager().problems(MAKER)).isEmpty();
    Installed installed = manager().require(MAKER);
    try (Extension extension = manager().open(installed, installed.latest(), LoadOptions.none())) {
      assertThat(extension.module().settings().limits().value(Limit.MEMORY)).isEqualTo(256L << 20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"name\":\"maker\"}", "{\"name\":\"list\",\"version\":\"x\"}"})
  void aManifestWithAFaultIsRefused(String manifest) {
    assertRefused(() -> examine(MAKES_TASKS, manifest), ErrorCode.MANIFEST_INVALID);
  }

  @Test
  void aFileWithoutAManifestIsRefused() {
    assertRefused(
        () -> manager().examine(file(MAKES_TASKS)),
        ErrorCode.MANIFEST_INVALID,
        "has no manifest",
        "--manifest");
  }

  @Test
  void aManifestThatDoesNotAgreeWithTheBinaryIsRefused() {
    assertRefused(
        () -> examine(MAKES_TASKS, MANIFEST.replace("}", ",\"actions\":[{\"name\":\"fly\"}]}")),
        ErrorCode.MANIFEST_INVALID,
        "no action fly");
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", "base64-encoded-RSA-PSS-signature", "c2lnbmF0dXJl"})
  void aSignatureThatIsNoneIsRefused(String signature) {
    assertRefused(
        () -> examine(MAKES_TASKS, MANIFEST.replace("}", ",\"signature\":\"" + signature + "\"}")),
        ErrorCode.SIGNATURE_INVALID,
        "unsigned");
  }

  @Test
  void aVersionDoesNotChangeAndANewOneIsComparedWithWhatIsGranted() {
    install(MAKES_TASKS, MANIFEST, "task:create");
    InstallCandidate other = examine(Guests.bytesEcho(), MANIFEST);
    assertRefused(
        () -> manager().add(other, covering("task:create")),
        ErrorCode.DIGEST_MISMATCH,
        "a version does not change");
    assertThat(Json.write(run().orThrow())).matches("\"[0-9a-f-]{36}\"");
    InstallCandidate next =
        examine(
            Guests.bytesEcho(),
            "{\"name\":\"maker\",\"version\":\"1.1.0\",\"permissions\":[\"notify:send\"]}");
    assertThat(next.before()).isEqualTo("1.0.0");
    assertThat(next.change()).isNotNull();
    assertThat(next.change().words())
        .containsExactly("New: Send notifications", "No longer: Create tasks");
    manager().add(next, covering("notify:send"));
    assertThat(Json.write(run().orThrow())).isEqualTo("\"echo\"");
  }

  @Test
  void disabledRevokedAndRemovedExtensionsDoNotRun() {
    install(MAKES_TASKS, MANIFEST, "task:create");
    assertThat(run()).isInstanceOf(CallOutcome.Ok.class);
    manager().enable(MAKER, false);
    assertThat(failure()).isEqualTo(ErrorCode.NOT_APPROVED);
    assertThat(morph.integrations().list()).extracting(i -> i.id()).doesNotContain(MAKER);
    manager().enable(MAKER, true);
    assertThat(run()).isInstanceOf(CallOutcome.Ok.class);
    assertThat(manager().revoke(MAKER)).isEqualTo(1);
    assertThat(failure()).isEqualTo(ErrorCode.NOT_APPROVED);
    assertThat(manager().grants(MAKER)).allMatch(row -> row.revokedAt() != null);
    install(MAKES_TASKS, MANIFEST, "task:create");
    assertThat(run()).isInstanceOf(CallOutcome.Ok.class);
    Digest digest = manager().list().getFirst().latest().digest();
    manager().remove(MAKER);
    assertThat(failure()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(store.artifacts().find(digest)).isEmpty();
    assertRefused(() -> manager().remove(MAKER), ErrorCode.NOT_FOUND, "maker");
    assertRefused(() -> manager().enable(MAKER, true), ErrorCode.NOT_FOUND, "maker");
    assertRefused(() -> manager().revoke(MAKER), ErrorCode.NOT_FOUND, "maker");
  }

  @Test
  void whatAnotherProcessChangesIsSeen() throws InterruptedException {
    install(MAKES_TASKS, MANIFEST, "task:create");
    assertThat(run()).isInstanceOf(CallOutcome.Ok.class);
    try (Morph other = open(Limits.defaults())) {
      other.extensions().enable(MAKER, false);
    }
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (run() instanceof CallOutcome.Ok) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(50);
    }
    assertThat(failure()).isEqualTo(ErrorCode.NOT_APPROVED);
  }

  @Test
  void aFileThatWasChangedAfterItsInstallDoesNotRun() throws IOException {
    install(MAKES_TASKS, MANIFEST, "task:create");
    try (Stream<Path> files = Files.walk(folder.resolve("artifacts"))) {
      Path artifact = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      Files.write(artifact, Wat.assemble(Guests.bytesEcho()));
    }
    assertThat(failure()).isEqualTo(ErrorCode.DIGEST_MISMATCH);
  }

  @Test
  void underAnotherNameItIsAnotherExtension() {
    InstallCandidate candidate =
        manager()
            .examine(
                file(MAKES_TASKS),
                MANIFEST.getBytes(StandardCharsets.UTF_8),
                new ExtensionId("second"));
    manager().add(candidate, covering("task:create"));
    install(MAKES_TASKS, MANIFEST, "task:create");
    assertThat(manager().list())
        .extracting(one -> one.id().value())
        .containsExactly("maker", "second");
    manager().remove(MAKER);
    assertThat(
            morph
                .integrations()
                .execute(
                    new ExtensionId("second"), "run", JsonObject.EMPTY, ExecutionContext.NOBODY))
        .isInstanceOf(CallOutcome.Ok.class);
  }

  @Test
  void theNameOfAnIntegrationOfTheApplicationIsTaken() {
    assertRefused(
        () ->
            manager()
                .examine(
                    file(MAKES_TASKS),
                    MANIFEST.getBytes(StandardCharsets.UTF_8),
                    new ExtensionId("text")),
        ErrorCode.USAGE_INVALID,
        "--as another name");
  }

  @Test
  void eventsWaitForWhatListensFromItsInstallOn() {
    install(
        Guests.bytesCalling(
            Guests.listening("maker", "on_event", "issue.created"),
            "data_create_task",
            "{\"title\":\"seen\"}"),
        "{\"name\":\"maker\",\"version\":\"1.0.0\",\"permissions\":[\"task:create\","
            + "\"event:listen\"]}",
        "task:create",
        "event:listen");
    manager()
        .add(
            manager()
                .examine(
                    file(
                        Guests.bytesCalling(
                            Guests.listening("emitter", "on_event", "other"),
                            "events_emit",
                            "{\"event_name\":\"issue.created\",\"payload\":{\"n\":1}}")),
                    "{\"name\":\"emitter\",\"version\":\"1.0.0\",\"permissions\":[\"event:emit\"]}"
                        .getBytes(StandardCharsets.UTF_8),
                    null),
            covering("event:emit"));
    morph
        .integrations()
        .execute(
            new ExtensionId("emitter"), "run", JsonObject.EMPTY, ExecutionContext.user("alice"))
        .orThrow();
    assertThat(store.events().waiting()).containsExactly("maker");
    assertThat(morph.events().deliverWaiting(10)).isEqualTo(1);
    assertThat(store.events().waiting()).isEmpty();
    assertThat(store.tasks().list(Owner.user("alice"), TaskFilter.ALL).items()).hasSize(1);
    assertThat(store.audit().list(dev.morph.storage.audit.AuditFilter.ALL).items())
        .extracting(row -> row.entry().extensionId() + " " + row.entry().action())
        .containsExactly("maker on_event", "emitter run");
  }
}
