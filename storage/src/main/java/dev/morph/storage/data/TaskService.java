package dev.morph.storage.data;

import java.util.Optional;

/**
 * Tasks of users and groups. Implementations are safe for several threads. Each method throws
 * {@link dev.morph.base.MorphException}: {@code request-invalid} for what the caller gave, {@code
 * store-unavailable} if nothing could be done.
 */
public interface TaskService {
  /** Makes a task. */
  Task create(Owner owner, TaskFields fields);

  /** The owner's task of this id. */
  Optional<Task> find(Owner owner, String id);

  /** The owner's tasks, the newest first. */
  Page<Task> list(Owner owner, TaskFilter filter);

  /** Changes a task; empty if the owner has none of this id. */
  Optional<Task> update(Owner owner, String id, TaskChanges changes);
}
