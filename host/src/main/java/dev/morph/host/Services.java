package dev.morph.host;

import dev.morph.capabilities.HostServices;
import dev.morph.storage.Store;
import dev.morph.storage.data.ConversationService;
import dev.morph.storage.data.MemoryService;
import dev.morph.storage.data.TaskService;
import dev.morph.storage.event.EventBus;
import dev.morph.storage.event.EventQueue;
import dev.morph.storage.event.QueuedEvents;
import dev.morph.storage.notice.NotificationService;
import dev.morph.storage.space.SpaceService;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The application's services, and for the others those of a store: the one that was given, or one
 * in memory, which is opened when it is first needed. Safe for several threads.
 */
final class Services implements HostServices, AutoCloseable {
  private final @Nullable Store given;
  private final @Nullable TaskService tasks;
  private final @Nullable ConversationService conversations;
  private final @Nullable MemoryService memory;
  private final @Nullable SpaceService spaces;
  private final @Nullable NotificationService notifications;
  private final @Nullable EventBus events;
  private final CopyOnWriteArrayList<Runnable> published = new CopyOnWriteArrayList<>();
  private @Nullable Store own;
  private boolean closed;

  Services(Morph.Builder builder) {
    this.given = builder.store;
    this.tasks = builder.tasks;
    this.conversations = builder.conversations;
    this.memory = builder.memory;
    this.spaces = builder.spaces;
    this.notifications = builder.notifications;
    this.events = builder.events;
  }

  /** The store that was given, or the one in memory. */
  synchronized Store store() {
    Store store = given == null ? own : given;
    if (store == null) {
      if (closed) {
        throw new IllegalStateException("the application has closed Morph");
      }
      store = Store.inMemory();
      own = store;
    }
    return store;
  }

  /** True if a store in memory was needed. */
  synchronized boolean openedOne() {
    return own != null;
  }

  /** The queue of events. */
  EventQueue queue() {
    return store().events();
  }

  /** Called after each event that somebody gets. */
  void onPublished(Runnable action) {
    published.add(action);
  }

  @Override
  public TaskService tasks() {
    return tasks == null ? store().tasks() : tasks;
  }

  @Override
  public ConversationService conversations() {
    return conversations == null ? store().conversations() : conversations;
  }

  @Override
  public MemoryService memory() {
    return memory == null ? store().memory() : memory;
  }

  @Override
  public SpaceService spaces() {
    return spaces == null ? store().spaces() : spaces;
  }

  @Override
  public NotificationService notifications() {
    return notifications == null ? store().notifications() : notifications;
  }

  @Override
  public EventBus events() {
    return events == null
        ? new QueuedEvents(queue(), () -> published.forEach(Runnable::run))
        : events;
  }

  /** Closes the store in memory; one that was given is its owner's. */
  @Override
  public synchronized void close() {
    closed = true;
    if (own != null) {
      own.close();
      own = null;
    }
  }
}
