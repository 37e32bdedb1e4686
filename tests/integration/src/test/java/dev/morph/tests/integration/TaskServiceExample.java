package dev.morph.tests.integration;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.Page;
import dev.morph.storage.data.Task;
import dev.morph.storage.data.TaskChanges;
import dev.morph.storage.data.TaskFields;
import dev.morph.storage.data.TaskFilter;
import dev.morph.storage.data.TaskService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The example of docs/guides/services.md. */
final class TaskServiceExample {
  private TaskServiceExample() {}

  // service
  /** Tasks of an application that has its own. */
  static final class OwnTasks implements TaskService {
    private final Map<Owner, Map<String, Task>> tasks = new ConcurrentHashMap<>();

    private Map<String, Task> of(Owner owner) {
      return tasks.computeIfAbsent(owner, any -> new ConcurrentHashMap<>());
    }

    @Override
    public Task create(Owner owner, TaskFields fields) {
      Task task = new Task(UUID.randomUUID().toString(), fields, Instant.now(), Instant.now());
      of(owner).put(task.id(), task);
      return task;
    }

    @Override
    public Optional<Task> find(Owner owner, String id) {
      return Optional.ofNullable(of(owner).get(id));
    }

    @Override
    public Page<Task> list(Owner owner, TaskFilter filter) {
      List<Task> found =
          of(owner).values().stream()
              .filter(task -> filter.status() == null || filter.status() == task.fields().status())
              .limit(filter.limit())
              .toList();
      return new Page<>(found, null);
    }

    @Override
    public Optional<Task> update(Owner owner, String id, TaskChanges changes) {
      return Optional.ofNullable(
          of(owner)
              .computeIfPresent(
                  id,
                  (any, task) ->
                      new Task(
                          id, changes.applyTo(task.fields()), task.createdAt(), Instant.now())));
    }
  }

  // service

  static String run(byte[] extension, TaskService service) {
    // run
    try (Morph morph = Morph.builder().tasks(service).build();
        Extension creator =
            morph
                .extensions()
                .load(extension, LoadOptions.builder().grant("task:create").build())) {
      JsonObject context = JsonObject.builder().put("user_id", "u-17").build();
      CallOutcome outcome = creator.execute(CallRequest.of("run", JsonObject.EMPTY, context));
      return Json.write(outcome.orThrow());
    }
    // run
  }
}
