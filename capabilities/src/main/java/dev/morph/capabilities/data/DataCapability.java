package dev.morph.capabilities.data;

import static dev.morph.runtime.policy.PermissionName.DATA_READ;
import static dev.morph.runtime.policy.PermissionName.DATA_WRITE;
import static dev.morph.runtime.policy.PermissionName.TASK_CREATE;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.capabilities.service.ServiceCall;
import dev.morph.capabilities.service.ServiceCapability;
import dev.morph.capabilities.service.ServiceFunction;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.storage.data.Conversation;
import dev.morph.storage.data.ConversationFields;
import dev.morph.storage.data.ConversationFilter;
import dev.morph.storage.data.ConversationService;
import dev.morph.storage.data.MemoryEntry;
import dev.morph.storage.data.MemoryFields;
import dev.morph.storage.data.MemoryQuery;
import dev.morph.storage.data.MemoryService;
import dev.morph.storage.data.Page;
import dev.morph.storage.data.Task;
import dev.morph.storage.data.TaskChanges;
import dev.morph.storage.data.TaskFields;
import dev.morph.storage.data.TaskFilter;
import dev.morph.storage.data.TaskService;
import java.util.List;
import java.util.function.Supplier;

/** {@code morphee:extensions/data}: what belongs to the user and group of the call, no more. */
public final class DataCapability {
  private static final List<PermissionName> READ = List.of(DATA_READ);
  private static final List<PermissionName> WRITE = List.of(DATA_WRITE);

  private final Supplier<TaskService> tasks;
  private final Supplier<ConversationService> conversations;
  private final Supplier<MemoryService> memory;

  private DataCapability(
      Supplier<TaskService> tasks,
      Supplier<ConversationService> conversations,
      Supplier<MemoryService> memory) {
    this.tasks = tasks;
    this.conversations = conversations;
    this.memory = memory;
  }

  /** Over these services, each asked for when a guest first needs it. */
  public static Capability create(
      Supplier<TaskService> tasks,
      Supplier<ConversationService> conversations,
      Supplier<MemoryService> memory) {
    DataCapability data = new DataCapability(tasks, conversations, memory);
    String kind = "tasks";
    String talk = "conversations";
    return new ServiceCapability(
        "data",
        List.of(
            of("create-task", List.of(DATA_WRITE, TASK_CREATE), kind, data::createTask),
            of("get-task", READ, kind, data::getTask),
            of("list-tasks", READ, kind, data::listTasks),
            of("update-task", WRITE, kind, data::updateTask),
            of("create-conversation", WRITE, talk, data::createConversation),
            of("get-conversation", READ, talk, data::getConversation),
            of("list-conversations", READ, talk, data::listConversations),
            of("update-conversation", WRITE, talk, data::updateConversation),
            of("put-memory", WRITE, "memory", data::putMemory),
            of("search-memory", READ, "memory", data::searchMemory)));
  }

  private static ServiceFunction of(
      String name, List<PermissionName> permissions, String kind, ServiceFunction.Work work) {
    return ServiceFunction.of("data", name, permissions, kind, work);
  }

  private JsonValue createTask(ServiceCall call) {
    TaskFields fields = TaskFields.fromJson(inSpace(call, call.written(0, "params")));
    return new JsonString(tasks.get().create(call.owner(), fields).id());
  }

  private JsonValue getTask(ServiceCall call) {
    String id = call.id(0, "task_id");
    return tasks
        .get()
        .find(call.owner(), id)
        .map(Task::toJson)
        .orElseThrow(() -> ServiceCall.notFound("task", id));
  }

  private JsonValue listTasks(ServiceCall call) {
    TaskFilter filter = TaskFilter.fromJson(call.json(0, "filter"));
    return tasks.get().list(call.owner(), filter).toJson(Task::toJson);
  }

  private JsonValue updateTask(ServiceCall call) {
    String id = call.id(0, "task_id");
    TaskChanges changes = TaskChanges.fromJson(call.written(1, "changes"));
    return tasks
        .get()
        .update(call.owner(), id, changes)
        .map(Task::toJson)
        .orElseThrow(() -> ServiceCall.notFound("task", id));
  }

  private JsonValue createConversation(ServiceCall call) {
    ConversationFields fields =
        ConversationFields.fromJson(inSpace(call, call.written(0, "params")));
    return new JsonString(conversations.get().create(call.owner(), fields).id());
  }

  private JsonValue getConversation(ServiceCall call) {
    String id = call.id(0, "conversation_id");
    return conversations
        .get()
        .find(call.owner(), id)
        .map(Conversation::toJson)
        .orElseThrow(() -> ServiceCall.notFound("conversation", id));
  }

  private JsonValue listConversations(ServiceCall call) {
    ConversationFilter filter = ConversationFilter.fromJson(call.json(0, "filter"));
    return conversations.get().list(call.owner(), filter).toJson(Conversation::toJson);
  }

  private JsonValue updateConversation(ServiceCall call) {
    String id = call.id(0, "conversation_id");
    ConversationFields changes = ConversationFields.changesFromJson(call.written(1, "changes"));
    return conversations
        .get()
        .update(call.owner(), id, changes)
        .map(Conversation::toJson)
        .orElseThrow(() -> ServiceCall.notFound("conversation", id));
  }

  private JsonValue putMemory(ServiceCall call) {
    MemoryFields fields = MemoryFields.fromJson(call.written(0, "params"));
    return new JsonString(memory.get().put(call.owner(), fields).id());
  }

  private JsonValue searchMemory(ServiceCall call) {
    MemoryQuery query = MemoryQuery.fromJson(call.json(0, "query"));
    List<MemoryEntry> found = memory.get().search(call.owner(), query);
    return new Page<>(found, null).toJson(MemoryEntry::toJson);
  }

  /** What is made in a call with a space belongs to that space, unless it names another or none. */
  private static JsonValue inSpace(ServiceCall call, JsonValue params) {
    String space = call.caller().spaceId();
    if (space.isEmpty() || !(params instanceof JsonObject object) || object.has("space_id")) {
      return params;
    }
    JsonObject.Builder all = JsonObject.builder();
    object.members().forEach(all::put);
    return all.put("space_id", space).build();
  }
}
