package dev.morph.storage.notice;

import dev.morph.base.ExtensionId;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.Page;
import org.jspecify.annotations.Nullable;

/**
 * Notifications of users and groups. Implementations are safe for several threads. Each method
 * throws {@link dev.morph.base.MorphException} ({@code store-unavailable}) if nothing could be
 * done.
 */
public interface NotificationService {
  /** Sends a notification. */
  Notification add(Owner owner, ExtensionId sender, NotificationFields fields);

  /**
   * The owner's notifications, the newest first.
   *
   * @param unreadOnly leaves out what was read
   * @param limit 1 to 200
   * @param cursor {@code nextCursor} of the page before, or null
   */
  Page<Notification> list(Owner owner, boolean unreadOnly, int limit, @Nullable String cursor);

  /** Marks one as read; false if the owner has none of this id. */
  boolean markRead(Owner owner, String id);

  /** Takes one away; false if the owner has none of this id. */
  boolean remove(Owner owner, String id);
}
