package dev.morph.capabilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.capabilities.data.DataCapability;
import dev.morph.capabilities.notify.NotifyCapability;
import dev.morph.capabilities.service.ServiceCall;
import dev.morph.capabilities.space.SpaceCapability;
import dev.morph.runtime.capability.Caller;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.storage.data.Owner;
import dev.morph.storage.notice.Notification;
import dev.morph.storage.space.Space;
import dev.morph.testkit.services.ScriptedServices;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data, spaces and notifications over services. */
class ServiceCapabilitiesTest {
  private static final String ALL = "data:read data:write space:read notify:send";

  private final ScriptedServices services = new ScriptedServices();
  private final List<Capability> capabilities =
      List.of(
          DataCapability.create(services::tasks, services::conversations, services::memory),
          SpaceCapability.create(services::spaces),
          NotifyCapability.create(services::notifications));
  private final TestCall call = new TestCall();

  @AfterEach
  void close() {
    services.close();
  }

  private static Caller alice(String space) {
    return new Caller("Mail & More", "alice", "home", space, 0);
  }

  /** Calls a function by its name in the bytes ABI. */
  private JsonValue ask(String grants, String name, Object... arguments) {
    for (Capability capability : capabilities) {
      for (HostFunctionType type : capability.link()) {
        if (type.bytes() != null && type.bytes().name().equals(name)) {
          Object answer =
              capability
                  .configure(Grants.of(grants.split(" ")), Limits.defaults())
                  .prepare(type)
                  .handle(call, arguments);
          return Json.parse((String) answer);
        }
      }
    }
    throw new AssertionError("no function " + name);
  }

  private JsonObject object(String name, Object... arguments) {
    return (JsonObject) ask(ALL, name, arguments);
  }

  private String id(String name, Object... arguments) {
    return ((JsonString) ask(ALL, name, arguments)).value();
  }

  private static List<JsonValue> items(JsonObject page) {
    return ((JsonArray) page.get("items")).items();
  }

  private ErrorCode refused(String name, Object... arguments) {
    try {
      JsonValue answer = ask(ALL, name, arguments);
      throw new AssertionError("answered " + Json.write(answer));
    } catch (HostFault fault) {
      assertThat(fault.getMessage()).startsWith(fault.code().word() + ": ");
      return fault.code();
    }
  }

  @Test
  void tasksAreMadeReadListedAndChanged() {
    String id = id("data_create_task", "{\"title\":\"Milk\",\"labels\":[\"shop\"]}");
    JsonObject task = object("data_get_task", id);
    assertThat(task.get("id")).isEqualTo(new JsonString(id));
    assertThat(task.get("status")).isEqualTo(new JsonString("open"));
    assertThat(task.members().keySet())
        .containsExactlyInAnyOrder("id", "title", "status", "labels", "created_at", "updated_at");

    JsonObject changed = object("data_update_task", id, "{\"status\":\"done\"}");
    assertThat(changed.get("status")).isEqualTo(new JsonString("done"));
    assertThat(items(object("data_list_tasks", "{\"status\":\"open\"}"))).isEmpty();
    assertThat(items(object("data_list_tasks", "{\"label\":\"shop\"}"))).containsExactly(changed);
  }

  @Test
  void conversationsGrowByTheirMessages() {
    String id = id("data_create_conversation", "{\"title\":\"Trip\"}");
    JsonObject changed =
        object(
            "data_update_conversation",
            id,
            "{\"messages\":[{\"role\":\"user\",\"text\":\"Where?\"}]}");
    assertThat(((JsonArray) changed.get("messages")).items()).hasSize(1);
    assertThat(object("data_get_conversation", id)).isEqualTo(changed);
    assertThat(items(object("data_list_conversations", "{}"))).hasSize(1);
  }

  @Test
  void memoryIsFoundByItsWords() {
    String id = id("data_put_memory", "{\"text\":\"likes green tea\",\"tags\":[\"drinks\"]}");
    List<JsonValue> found = items(object("data_search_memory", "{\"text\":\"green drinks\"}"));
    assertThat(found).hasSize(1);
    assertThat(((JsonObject) found.getFirst()).get("id")).isEqualTo(new JsonString(id));
    assertThat(items(object("data_search_memory", "{\"text\":\"coffee\"}"))).isEmpty();
  }

  @Test
  void nobodySeesWhatBelongsToAnother() {
    call.by(alice(""));
    String id = id("data_create_task", "{\"title\":\"hers\"}");
    for (Caller other :
        List.of(
            new Caller("x", "bob", "home", "", 0),
            new Caller("x", "alice", "", "", 0),
            new Caller("x", "", "home", "", 0),
            Caller.NOBODY)) {
      call.by(other);
      assertThat(refused("data_get_task", id)).isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(refused("data_update_task", id, "{}")).isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(items(object("data_list_tasks", "{}"))).isEmpty();
    }
    assertThat(items((JsonObject) call(alice(""), "data_list_tasks", "{}"))).hasSize(1);
  }

  private JsonValue call(Caller caller, String name, Object... arguments) {
    call.by(caller);
    return ask(ALL, name, arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data_create_task | data:write=conversations | data:write of tasks | {}",
        "data_list_tasks | data:read=memory | data:read of tasks | {}",
        "data_create_conversation | task:create | data:write of conversations | {}",
        "data_list_conversations | data:read=tasks | data:read of conversations | {}",
        "data_put_memory | data:read | data:write of memory | {}",
        "data_search_memory | data:write | data:read of memory | no JSON",
        "space_get_current | data:read | space:read |",
        "space_list | notify:send | space:read |",
        "notify_send | space:read | notify:send | no JSON"
      })
  void deniesBeforeItLooksAtWhatIsAsked(String name, String grant, String wanted, String params) {
    Object[] arguments = params == null ? new Object[0] : new Object[] {params};
    assertThatThrownBy(() -> ask(grant, name, arguments))
        .isInstanceOfSatisfying(
            HostFault.class, fault -> assertThat(fault.code().word()).startsWith("permission-not-"))
        .hasMessageContaining(wanted);
    assertThat(call.denials).hasSize(1);
    assertThat(services.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:write", "data:write=tasks", "task:create"})
  void eachOfTwoRightsIsEnoughToCreateATask(String grant) {
    assertThat(ask(grant, "data_create_task", "{\"title\":\"x\"}")).isInstanceOf(JsonString.class);
  }

  @Test
  void theRightToCreateTasksChangesAndReadsNone() {
    String id = id("data_create_task", "{\"title\":\"x\"}");
    assertThatThrownBy(() -> ask("task:create", "data_update_task", id, "{}"))
        .hasMessageContaining("data:write of tasks");
    assertThatThrownBy(() -> ask("task:create", "data_get_task", id))
        .hasMessageContaining("data:read of tasks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data_create_task | no JSON | params is not JSON",
        "data_create_task | [] | a task is a JSON object",
        "data_create_task | {} | title",
        "data_create_task | {\"title\":7} | title: found 7",
        "data_create_task | {\"title\":\"x\",\"priority\":5} | priority: found 5",
        "data_create_task | {\"title\":\"x\",\"due\":\"tomorrow\"} | due: found",
        "data_create_task | {\"title\":\"x\",\"owner\":\"bob\"} | no field \"owner\"",
        "data_create_task | {\"title\":\"x\",\"status\":\"new\"} | status: found",
        "data_list_tasks | {\"limit\":201} | limit: found 201",
        "data_list_tasks | {\"cursor\":\"x\"} | cursor: found",
        "data_list_tasks | {\"user_id\":\"bob\"} | no field \"user_id\"",
        "data_get_task | '' | task_id has 0 characters",
        "data_get_conversation | '' | conversation_id has 0",
        "data_create_conversation | {\"title\":\"\"} | title: text of 1",
        "data_create_conversation | {\"title\":\"x\",\"messages\":{}} | messages: found an object",
        "data_put_memory | {\"text\":\"x\",\"tags\":[1]} | tags: found 1",
        "data_search_memory | {} | text: text of 1",
        "notify_send | {\"title\":\"a\"} | text: text of 1",
        "notify_send | {\"title\":\"a\",\"text\":\"b\",\"level\":\"fatal\"} | level: found",
        "notify_send | {\"title\":\"a\",\"text\":\"b\",\"link\":\"javascript:alert(1)\"} | link: an absolute",
        "notify_send | {\"title\":\"a\",\"text\":\"b\",\"link\":\"file:///etc\"} | link: an absolute",
        "notify_send | {\"title\":\"a\",\"text\":\"b\",\"link\":\"/relative\"} | link: an absolute"
      })
  void wrongFieldsAreNamed(String name, String params, String named) {
    assertThatThrownBy(() -> ask(ALL, name, params))
        .isInstanceOfSatisfying(
            HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID))
        .hasMessageContaining(named);
    assertThat(services.asked()).isEmpty();
    assertThat(call.denials).isEmpty();
  }

  @Test
  void hugeAndDeepRequestsAreRefused() {
    String long1 = "x".repeat(1_001);
    assertThat(refused("data_create_task", "{\"title\":\"" + long1 + "\"}"))
        .isEqualTo(ErrorCode.REQUEST_INVALID);
    assertThat(refused("data_create_task", "[".repeat(100_000)))
        .isEqualTo(ErrorCode.REQUEST_INVALID);
    assertThat(refused("data_get_task", "x".repeat(10_000))).isEqualTo(ErrorCode.REQUEST_INVALID);
    assertThat(refused("data_get_task", "\u0000")).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refused("notify_send", "{\"title\":\"a\",\"text\":\"" + "x".repeat(4_001) + "\"}"))
        .isEqualTo(ErrorCode.REQUEST_INVALID);
  }

  @Test
  void aCallWritesSoMuchAndNoMore() {
    for (int i = 0; i < ServiceCall.MAX_WRITES_PER_CALL - 2; i++) {
      assertThat(refused("data_update_task", "none", "{}")).isEqualTo(ErrorCode.NOT_FOUND);
    }
    String large = "{\"text\":\"" + "x".repeat(ServiceCall.WRITE_CHARACTERS) + "\"}";
    id("data_put_memory", large);
    assertThatThrownBy(() -> ask(ALL, "notify_send", "{\"title\":\"a\",\"text\":\"b\"}"))
        .hasMessageStartingWith("request-invalid: the call has written 1000 times");
    assertThat(items(object("data_search_memory", "{\"text\":\"x\"}"))).isEmpty();
    assertThat(refused("data_list_tasks", " ".repeat(ServiceCall.MAX_CHARACTERS + 1)))
        .isEqualTo(ErrorCode.REQUEST_INVALID);
  }

  @Test
  void whatIsMadeInASpaceBelongsToItUnlessItSaysOtherwise() {
    call.by(alice("s1"));
    String own = id("data_create_task", "{\"title\":\"a\"}");
    String other = id("data_create_task", "{\"title\":\"b\",\"space_id\":\"s2\"}");
    String none = id("data_create_task", "{\"title\":\"c\",\"space_id\":null}");
    assertThat(object("data_get_task", own).get("space_id")).isEqualTo(new JsonString("s1"));
    assertThat(object("data_get_task", other).get("space_id")).isEqualTo(new JsonString("s2"));
    assertThat(object("data_get_task", none).has("space_id")).isFalse();
    String talk = id("data_create_conversation", "{\"title\":\"a\"}");
    assertThat(object("data_get_conversation", talk).get("space_id"))
        .isEqualTo(new JsonString("s1"));
  }

  @Test
  void theCurrentSpaceIsThatOfTheCallAndElseThatOfTheService() {
    Owner owner = new Owner("alice", "home");
    Space kept = services.store().spaces().add(owner, "Kept", "/home/alice/kept");
    Space other = services.store().spaces().add(owner, "Other", null);
    services.store().spaces().enter(owner, kept.id());

    assertThat(((JsonObject) call(alice(""), "space_get_current")).get("name"))
        .isEqualTo(new JsonString("Kept"));
    assertThat(((JsonObject) call(alice(other.id()), "space_get_current")).get("name"))
        .isEqualTo(new JsonString("Other"));
    assertThat(Json.write(call(alice("unknown"), "space_get_current"))).isEqualTo("null");
    assertThat(Json.write(call(Caller.NOBODY, "space_get_current"))).isEqualTo("null");
    assertThat(((JsonArray) call(alice(other.id()), "space_list")).items())
        .extracting(Json::write)
        .satisfiesExactly(
            first -> assertThat(first).contains("\"Kept\"", "\"current\":false"),
            second -> assertThat(second).contains("\"Other\"", "\"current\":true"));
    assertThat(Json.write(call(Caller.NOBODY, "space_list"))).isEqualTo("[]");
  }

  @Test
  void notificationsSayWhoSentThem() {
    JsonObject sent =
        (JsonObject)
            call(
                alice(""),
                "notify_send",
                "{\"title\":\"Done\",\"text\":\"All sent\",\"link\":\"https://a.test/1\"}");
    Notification kept =
        services
            .store()
            .notifications()
            .list(new Owner("alice", "home"), true, 10, null)
            .items()
            .getFirst();
    assertThat(sent.members()).containsOnlyKeys("id");
    assertThat(sent.get("id")).isEqualTo(new JsonString(kept.id()));
    assertThat(kept.extensionId()).isEqualTo(new ExtensionId("mail---more"));
  }

  @ParameterizedTest
  @CsvSource({
    "jira, jira",
    "My File, my-file",
    "---x, x",
    "'', extension",
    "ÄÖ, extension",
    "installed, extension"
  })
  void everyNameGivesASender(String name, String sender) {
    assertThat(ServiceCall.sender(name).value()).isEqualTo(sender);
    assertThat(ServiceCall.sender("x".repeat(500)).value()).hasSize(ExtensionId.MAX_LENGTH);
  }

  @Test
  void failuresOfAServiceAreAnsweredAndTellNothingPrivate() {
    services.failNext(new MorphException(ErrorCode.STORE_UNAVAILABLE, "the disk is full"));
    assertThatThrownBy(() -> ask(ALL, "data_list_tasks", "{}"))
        .isInstanceOf(HostFault.class)
        .hasMessage("store-unavailable: the disk is full");
    services.failNext(new IllegalStateException("jdbc://admin:password@host"));
    assertThatThrownBy(() -> ask(ALL, "data_list_tasks", "{}"))
        .isInstanceOf(HostFault.class)
        .hasMessageStartingWith("store-unavailable: ")
        .hasMessageNotContaining("password");
    assertThat(items(object("data_list_tasks", "{}"))).isEmpty();
  }

  @Test
  void idsThatCannotBeKeptAreTheFaultOfTheCaller() {
    call.by(new Caller("x", "u".repeat(201), "", "", 0));
    assertThat(refused("data_list_tasks", "{}")).isEqualTo(ErrorCode.USAGE_INVALID);
    assertThat(refused("space_list")).isEqualTo(ErrorCode.USAGE_INVALID);
  }
}
