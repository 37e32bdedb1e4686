package dev.morph.testkit.services;

import dev.morph.base.ExtensionId;
import dev.morph.storage.Store;
import dev.morph.storage.data.Conversation;
import dev.morph.storage.data.ConversationFields;
import dev.morph.storage.data.ConversationFilter;
import dev.morph.storage.data.ConversationService;
import dev.morph.storage.data.MemoryEntry;
import dev.morph.storage.data.MemoryFields;
import dev.morph.storage.data.MemoryQuery;
import dev.morph.storage.data.MemoryService;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.Page;
import dev.morph.storage.data.Task;
import dev.morph.storage.data.TaskChanges;
import dev.morph.storage.data.TaskFields;
import dev.morph.storage.data.TaskFilter;
import dev.morph.storage.data.TaskService;
import dev.morph.storage.event.Event;
import dev.morph.storage.event.EventBus;
import dev.morph.storage.notice.Notification;
import dev.morph.storage.notice.NotificationFields;
import dev.morph.storage.notice.NotificationService;
import dev.morph.storage.space.Space;
import dev.morph.storage.space.SpaceService;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All services of a host over a store in memory, scripted by a test. Events are kept in {@link
 * #published} and go nowhere. Safe for several threads; closed by who made it.
 */
public final class ScriptedServices implements AutoCloseable {
  private final Store store = Store.inMemory();
  private final List<String> asked = new ArrayList<>();
  private final List<Event> published = new ArrayList<>();
  private final Deque<RuntimeException> failures = new ArrayDeque<>();

  /** The next call of any service fails with this; given several times, those after it too. */
  public synchronized ScriptedServices failNext(RuntimeException failure) {
    failures.add(failure);
    return this;
  }

  /** What was asked, in order: {@code "tasks.create alice/"}, with user and group of the owner. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** The events that were published, in order. */
  public synchronized List<Event> published() {
    return List.copyOf(published);
  }

  /** The store behind them, to prepare what a test needs and to see what was done. */
  public Store store() {
    return store;
  }

  private <T extends @Nullable Object> T ask(String what, Owner owner, Supplier<T> work) {
    synchronized (this) {
      asked.add(what + " " + owner.userId() + "/" + owner.groupId());
      RuntimeException failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
    }
    return work.get();
  }

  /** Tasks. */
  public TaskService tasks() {
    TaskService real = store.tasks();
    return new TaskService() {
      @Override
      public Task create(Owner owner, TaskFields fields) {
        return ask("tasks.create", owner, () -> real.create(owner, fields));
      }

      @Override
      public Optional<Task> find(Owner owner, String id) {
        return ask("tasks.find", owner, () -> real.find(owner, id));
      }

      @Override
      public Page<Task> list(Owner owner, TaskFilter filter) {
        return ask("tasks.list", owner, () -> real.list(owner, filter));
      }

      @Override
      public Optional<Task> update(Owner owner, String id, TaskChanges changes) {
        return ask("tasks.update", owner, () -> real.update(owner, id, changes));
      }
    };
  }

  /** Conversations. */
  public ConversationService conversations() {
    ConversationService real = store.conversations();
    return new ConversationService() {
      @Override
      public Conversation create(Owner owner, ConversationFields fields) {
        return ask("conversations.create", owner, () -> real.create(owner, fields));
      }

      @Override
      public Optional<Conversation> find(Owner owner, String id) {
        return ask("conversations.find", owner, () -> real.find(owner, id));
      }

      @Override
      public Page<Conversation> list(Owner owner, ConversationFilter filter) {
        return ask("conversations.list", owner, () -> real.list(owner, filter));
      }

      @Override
      public Optional<Conversation> update(Owner owner, String id, ConversationFields changes) {
        return ask("conversations.update", owner, () -> real.update(owner, id, changes));
      }
    };
  }

  /** Memory. */
  public MemoryService memory() {
    MemoryService real = store.memory();
    return new MemoryService() {
      @Override
      public MemoryEntry put(Owner owner, MemoryFields fields) {
        return ask("memory.put", owner, () -> real.put(owner, fields));
      }

      @Override
      public List<MemoryEntry> search(Owner owner, MemoryQuery query) {
        return ask("memory.search", owner, () -> real.search(owner, query));
      }
    };
  }

  /** Spaces. */
  public SpaceService spaces() {
    SpaceService real = store.spaces();
    return new SpaceService() {
      @Override
      public Space add(Owner owner, String name, @Nullable String path) {
        return ask("spaces.add", owner, () -> real.add(owner, name, path));
      }

      @Override
      public List<Space> list(Owner owner) {
        return ask("spaces.list", owner, () -> real.list(owner));
      }

      @Override
      public Optional<Space> current(Owner owner) {
        return ask("spaces.current", owner, () -> real.current(owner));
      }

      @Override
      public boolean enter(Owner owner, String id) {
        return ask("spaces.enter", owner, () -> real.enter(owner, id));
      }

      @Override
      public void leave(Owner owner) {
        Boolean unused =
            ask(
                "spaces.leave",
                owner,
                () -> {
                  real.leave(owner);
                  return true;
                });
      }

      @Override
      public boolean remove(Owner owner, String id) {
        return ask("spaces.remove", owner, () -> real.remove(owner, id));
      }
    };
  }

  /** Notifications. */
  public NotificationService notifications() {
    NotificationService real = store.notifications();
    return new NotificationService() {
      @Override
      public Notification add(Owner owner, ExtensionId sender, NotificationFields fields) {
        return ask("notifications.add", owner, () -> real.add(owner, sender, fields));
      }

      @Override
      public Page<Notification> list(
          Owner owner, boolean unreadOnly, int limit, @Nullable String cursor) {
        return ask("notifications.list", owner, () -> real.list(owner, unreadOnly, limit, cursor));
      }

      @Override
      public boolean markRead(Owner owner, String id) {
        return ask("notifications.markRead", owner, () -> real.markRead(owner, id));
      }

      @Override
      public boolean remove(Owner owner, String id) {
        return ask("notifications.remove", owner, () -> real.remove(owner, id));
      }
    };
  }

  /** Where events go. */
  public EventBus events() {
    return event -> {
      Boolean unused =
          ask(
              "events.publish",
              event.owner(),
              () -> {
                synchronized (this) {
                  return published.add(event);
                }
              });
    };
  }

  @Override
  public void close() {
    store.close();
  }
}
