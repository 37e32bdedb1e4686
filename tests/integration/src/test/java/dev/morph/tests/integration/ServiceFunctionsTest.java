package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRecorder;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.Replayed;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.TaskFilter;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import dev.morph.testkit.services.ScriptedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Data, events, spaces and notifications through a guest: both ABIs, both modes. */
class ServiceFunctionsTest {
  private static final JsonObject ALICE =
      JsonObject.builder().put("user_id", "alice").put("group_id", "home").build();

  private static CallOutcome run(Morph morph, String wat, String... grants) {
    LoadOptions.Builder options = LoadOptions.builder().name("tiny");
    for (String grant : grants) {
      options.grant(grant);
    }
    try (Extension extension = morph.extensions().load(Wat.assemble(wat), options.build())) {
      return extension.execute(CallRequest.of("run", JsonObject.EMPTY, ALICE));
    }
  }

  private static String canonical(String witInterface, String name, String... arguments) {
    return Guests.canonicalCalling(
        "morphee:extensions/" + witInterface + "@1.0.0", name, true, List.of(arguments));
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void bothAbisAnswerTheSameValues(EngineMode mode) {
    String task = "{\"title\":\"Milk\",\"due\":\"2026-01-02T03:04:05Z\"}";
    try (Morph morph = Morph.builder().engine(mode).build()) {
      var first = run(morph, Guests.bytesCalling("data_create_task", task), "task:create");
      var second = run(morph, canonical("data", "create-task", task), "data:write=tasks");
      assertThat(first.orThrow()).isInstanceOf(JsonString.class);
      // the text of an id is JSON text, as everything that data answers
      assertThat(Json.write(second.orThrow())).matches("\"\\\\\"[0-9a-f-]{36}\\\\\"\"");

      var bytes = run(morph, Guests.bytesCalling("data_list_tasks", "{}"), "data:read");
      var text = run(morph, canonical("data", "list-tasks", "{}"), "data:read");
      assertThat(bytes.orThrow()).isEqualTo(text.orThrow());
      assertThat(((JsonArray) ((JsonObject) bytes.orThrow()).get("items")).items()).hasSize(2);

      String id = ((JsonString) first.orThrow()).value();
      var found =
          run(
              morph,
              Guests.bytesCalling("data_get_task", "{\"task_id\":\"" + id + "\"}"),
              "data:read");
      assertThat(((JsonObject) found.orThrow()).get("due"))
          .isEqualTo(new JsonString("2026-01-02T03:04:05Z"));
      assertThat(run(morph, canonical("data", "get-task", id), "data:read").orThrow())
          .isEqualTo(found.orThrow());
      var changed =
          run(
              morph,
              Guests.bytesCalling(
                  "data_update_task",
                  "{\"task_id\":\"" + id + "\",\"changes\":{\"status\":\"done\"}}"),
              "data:write");
      assertThat(((JsonObject) changed.orThrow()).get("status")).isEqualTo(new JsonString("done"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data_put_memory | {\"text\":\"likes tea\"} | data:write | \"[0-9a-f-]{36}\"",
        "data_search_memory | {\"text\":\"tea\"} | data:read | \\{\"items\":\\[\\]\\}",
        "data_create_conversation | {\"title\":\"a\"} | data:write | \"[0-9a-f-]{36}\"",
        "data_list_conversations | {} | data:read | \\{\"items\":\\[\\]\\}",
        "space_get_current | {} | space:read | null",
        "space_list | {} | space:read | \\[\\]",
        "notify_send | {\"title\":\"a\",\"text\":\"b\"} | notify:send | \\{\"id\":\"[0-9a-f-]{36}\"\\}",
        "events_emit | {\"event_name\":\"a.b\",\"payload\":[1]} | event:emit | \\{\\}"
      })
  void bytesRepliesAreValuesNotTexts(String name, String request, String grant, String reply) {
    try (Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).build()) {
      CallOutcome outcome = run(morph, Guests.bytesCalling(name, request), grant);
      assertThat(Json.write(outcome.orThrow())).matches(reply);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data_create_task | {\"title\":7} | data:write | request-invalid: title: found 7",
        "data_get_task | {\"task_id\":\"none\"} | data:read | not-found: there is no task",
        "notify_send | {\"title\":\"a\",\"text\":\"b\",\"link\":\"javascript:x\"} | notify:send |"
            + " request-invalid: link:",
        "events_emit | {\"event_name\":\"a b\",\"payload\":1} | event:emit |"
            + " request-invalid: event_name is no topic"
      })
  void errorsHaveTheirCodeInBothAbis(String name, String request, String grant, String text) {
    try (Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).build()) {
      var failed = (CallOutcome.Failed) run(morph, Guests.bytesCalling(name, request), grant);
      assertThat(failed.error().getMessage()).startsWith(text);
      assertThat(failed.error().details().get("code"))
          .isEqualTo(new JsonString(text.substring(0, text.indexOf(':'))));
    }
  }

  @Test
  void anEmittedEventThatCannotBeAnsweredEndsACanonicalCall() {
    try (Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).build()) {
      String wat =
          Guests.canonicalCalling(
              "morphee:extensions/events@1.0.0", "emit", false, List.of("a b", "{}"));
      var failed = (CallOutcome.Failed) run(morph, wat, "event:emit");
      // as every code that only guests are answered
      assertThat(failed.error().code()).isEqualTo(ErrorCode.GUEST_ABI);
      assertThat(failed.error().getMessage()).contains("event_name is no topic");
    }
  }

  @Test
  void aStoreKeepsWhatItIsGivenAndIsClosedByItsOwner(@TempDir Path folder) {
    StoreSettings settings = StoreSettings.file(folder.resolve("store.db"));
    try (Store store = Store.open(settings)) {
      for (int i = 0; i < 2; i++) {
        try (Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).store(store).build()) {
          run(morph, Guests.bytesCalling("data_create_task", "{\"title\":\"x\"}"), "data:write")
              .orThrow();
        }
      }
      assertThat(store.tasks().list(new Owner("alice", "home"), TaskFilter.ALL).items()).hasSize(2);
      assertThat(store.tasks().list(Owner.NOBODY, TaskFilter.ALL).items()).isEmpty();
    }
  }

  @Test
  void withoutAStoreNothingOutlivesTheHost() {
    for (int i = 0; i < 2; i++) {
      try (Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).build()) {
        run(morph, Guests.bytesCalling("data_create_task", "{\"title\":\"x\"}"), "data:write")
            .orThrow();
        var list = run(morph, Guests.bytesCalling("data_list_tasks", "{}"), "data:read");
        assertThat(((JsonArray) ((JsonObject) list.orThrow()).get("items")).items()).hasSize(1);
      }
    }
  }

  @Test
  void anApplicationsOwnServicesAreAsked() {
    try (ScriptedServices own = new ScriptedServices();
        Morph morph =
            Morph.builder()
                .engine(EngineMode.INTERPRETED)
                .tasks(own.tasks())
                .conversations(own.conversations())
                .memory(own.memory())
                .spaces(own.spaces())
                .notifications(own.notifications())
                .eventBus(own.events())
                .build()) {
      run(morph, Guests.bytesCalling("data_list_tasks", "{}"), "data:read").orThrow();
      run(morph, Guests.bytesCalling("data_list_conversations", "{}"), "data:read").orThrow();
      run(morph, Guests.bytesCalling("data_search_memory", "{\"text\":\"a\"}"), "data:read")
          .orThrow();
      run(morph, Guests.bytesCalling("space_list", "{}"), "space:read").orThrow();
      run(
              morph,
              Guests.bytesCalling("notify_send", "{\"title\":\"a\",\"text\":\"b\"}"),
              "notify:send")
          .orThrow();
      run(
              morph,
              Guests.bytesCalling("events_emit", "{\"event_name\":\"a\",\"payload\":1}"),
              "event:emit")
          .orThrow();
      assertThat(own.asked())
          .containsExactly(
              "tasks.list alice/home",
              "conversations.list alice/home",
              "memory.search alice/home",
              "spaces.list alice/home",
              "notifications.add alice/home",
              "events.publish alice/home");
      own.failNext(new IllegalStateException("password of the database"));
      var failed =
          (CallOutcome.Failed)
              run(morph, Guests.bytesCalling("data_list_tasks", "{}"), "data:read");
      assertThat(failed.error().getMessage())
          .startsWith("store-unavailable: ")
          .doesNotContain("password");
    }
  }

  @Test
  void aRecordedCallReplaysWithoutTheService() {
    try (ScriptedServices own = new ScriptedServices();
        Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).tasks(own.tasks()).build();
        Extension maker =
            morph
                .extensions()
                .load(
                    Wat.assemble(Guests.bytesCalling("data_create_task", "{\"title\":\"x\"}")),
                    LoadOptions.builder().grant("task:create").build())) {
      CallRequest request = CallRequest.of("run", JsonObject.EMPTY, ALICE);
      CallRecorder recorder = maker.recorder();
      CallOutcome first = recorder.execute(request);
      Replayed again = maker.replayer(recorder.recording()).execute(request);
      assertThat(again.difference()).isEmpty();
      assertThat(again.outcome().orThrow()).isEqualTo(first.orThrow());
      assertThat(own.asked()).containsExactly("tasks.create alice/home");
    }
  }

  @Test
  void commandsEndWithTheExitCodeOfWhatHappened(@TempDir Path folder) throws IOException {
    Path canonical =
        Files.write(
            folder.resolve("emit.wasm"),
            Wat.assemble(
                Guests.canonicalCalling(
                    "morphee:extensions/events@1.0.0",
                    "emit",
                    false,
                    List.of("issue.created", "no JSON"))));
    Path bytes =
        Files.write(
            folder.resolve("task.wasm"),
            Wat.assemble(Guests.bytesCalling("data_create_task", "{\"title\":\"Milk\"}")));
    assertThat(CliRun.of("run", canonical.toString(), "run").exit()).isEqualTo(3);
    assertThat(CliRun.of("run", bytes.toString(), "run").exit()).isEqualTo(1);
    assertThat(CliRun.of("run", canonical.toString(), "run", "--grant", "event:emit").exit())
        .isZero();
    CliRun made = CliRun.of("run", bytes.toString(), "run", "--grant", "task:create");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).matches("[0-9a-f-]{36}\n");
    CliRun inspected = CliRun.of("inspect", bytes.toString(), "--json");
    assertThat(Json.write(inspected.document().get("permissions")))
        .isEqualTo("[\"data:write|task:create\"]");
  }
}
