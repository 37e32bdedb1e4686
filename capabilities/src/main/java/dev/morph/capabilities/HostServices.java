package dev.morph.capabilities;

import dev.morph.storage.data.ConversationService;
import dev.morph.storage.data.MemoryService;
import dev.morph.storage.data.TaskService;
import dev.morph.storage.event.EventBus;
import dev.morph.storage.notice.NotificationService;
import dev.morph.storage.space.SpaceService;

/**
 * What stands behind the functions for data, events, spaces and notifications. Each is asked for
 * when a guest first needs it, and again at later calls. Safe for several threads.
 */
public interface HostServices {
  /** Tasks. */
  TaskService tasks();

  /** Conversations. */
  ConversationService conversations();

  /** What is remembered. */
  MemoryService memory();

  /** Spaces. */
  SpaceService spaces();

  /** Notifications. */
  NotificationService notifications();

  /** Where emitted events go. */
  EventBus events();
}
