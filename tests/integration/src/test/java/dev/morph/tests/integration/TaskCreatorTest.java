package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.storage.Store;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.Task;
import dev.morph.storage.data.TaskFilter;
import dev.morph.storage.notice.Notification;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The example that makes tasks, and the functions that it uses through the probes. */
class TaskCreatorTest {
  private static final Owner ALICE = new Owner("alice", "home");
  private static final List<String> GRANTS =
      List.of(
          "task:create",
          "data:read=tasks",
          "event:emit=task.created",
          "event:listen=issue.created",
          "notify:send",
          "space:read");

  private static LoadOptions options(List<String> grants) throws IOException {
    LoadOptions.Builder options =
        LoadOptions.builder()
            .manifest(
                Files.readAllBytes(
                    BuiltGuests.root().resolve("extensions/task-creator/manifest.json")));
    grants.forEach(options::grant);
    return options.build();
  }

  private static CallRequest request(String action, String params) {
    return CallRequest.of(
        action,
        (JsonObject) Json.parse(params),
        JsonObject.builder().put("user_id", "alice").put("group_id", "home").build());
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void makesTasksByHand(EngineMode mode) throws IOException {
    try (Store store = Store.inMemory();
        Morph morph = Morph.builder().engine(mode).store(store).build();
        Extension creator = morph.load(BuiltGuests.extension("task-creator"), options(GRANTS))) {
      JsonObject made =
          (JsonObject)
              creator
                  .execute(request("create_task", "{\"title\": \"Milk\", \"priority\": 2}"))
                  .orThrow();
      Task task = store.tasks().list(ALICE, TaskFilter.ALL).items().getFirst();
      assertThat(made.get("id")).isEqualTo(new JsonString(task.id()));
      assertThat(task.fields().priority()).isEqualTo(2);
      store.spaces().enter(ALICE, store.spaces().add(ALICE, "Garden", null).id());
      assertThat(Json.write(creator.execute(request("open_tasks", "{}")).orThrow()))
          .contains("\"Garden\"", "\"Milk\"");
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void makesATaskOfAnIssueThatAnotherExtensionReports(EngineMode mode)
      throws IOException, InterruptedException {
    try (Store store = Store.inMemory();
        Morph morph = Morph.builder().engine(mode).store(store).build();
        Extension creator = morph.load(BuiltGuests.extension("task-creator"), options(GRANTS));
        Extension probe =
            morph.load(
                BuiltGuests.extension("probe-rust"),
                LoadOptions.builder().name("jira").grant("event:emit=issue.*").build())) {
      assertThat(morph.events().listen(creator).topics()).containsExactly("issue.created");
      probe
          .execute(
              request(
                  "events_emit",
                  "{\"event_name\": \"issue.created\", \"payload\": {\"title\": \"It burns\"}}"))
          .orThrow();
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (store.notifications().list(ALICE, true, 10, null).items().isEmpty()
          && System.nanoTime() < end) {
        Thread.sleep(5);
      }
      Task task = store.tasks().list(ALICE, TaskFilter.ALL).items().getFirst();
      assertThat(task.fields().title()).isEqualTo("It burns");
      assertThat(task.fields().source()).isEqualTo("jira");
      Notification notice = store.notifications().list(ALICE, true, 10, null).items().getFirst();
      assertThat(notice.extensionId().value()).isEqualTo("task-creator");
      assertThat(notice.fields().text()).isEqualTo("It burns");
    }
  }

  static Stream<Arguments> probes() {
    return Stream.of(EngineMode.values())
        .flatMap(
            mode -> Stream.of("probe-rust", "probe-c").map(guest -> Arguments.of(mode, guest)));
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("probes")
  void probesOfBothAbisGetThroughToEachFunction(EngineMode mode, String guest) {
    String[][] calls = {
      {"events_emit", "{\"event_name\": \"a.b\", \"payload\": 1}", "event:emit"},
      {"data_create_task", "{\"title\": \"a\"}", "data:write"},
      {"data_list_tasks", "{}", "data:read"},
      {"data_create_conversation", "{\"title\": \"a\"}", "data:write"},
      {"data_list_conversations", "{}", "data:read"},
      {"data_put_memory", "{\"text\": \"a\"}", "data:write"},
      {"data_search_memory", "{\"text\": \"a\"}", "data:read"},
      {"space_get_current", "{}", "space:read"},
      {"space_list", "{}", "space:read"},
      {"notify_send", "{\"title\": \"a\", \"text\": \"b\"}", "notify:send"},
    };
    try (Morph morph = Morph.builder().engine(mode).build()) {
      for (String[] call : calls) {
        try (Extension granted = load(morph, guest, call[2]);
            Extension denied = load(morph, guest, "vault:read")) {
          CallOutcome outcome = granted.execute(request(call[0], call[1]));
          assertThat(outcome).as(call[0]).isInstanceOf(CallOutcome.Ok.class);
          var failed = (CallOutcome.Failed) denied.execute(request(call[0], call[1]));
          assertThat(failed.error().getMessage()).startsWith("permission-not-granted: " + call[2]);
          assertThat(failed.report().denials()).hasSize(1);
        }
      }
    }
  }

  private static Extension load(Morph morph, String guest, String grant) {
    return morph.load(BuiltGuests.extension(guest), LoadOptions.builder().grant(grant).build());
  }
}
